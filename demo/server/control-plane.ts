import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLargeError, readBody, sendJson } from './http-body.js';
import { RateLimit } from './rate-limit.js';
import type { Attributes, Capability } from './sandbox-options.js';
import { countAttributeBytes, isMessageId, isRecord, isStringMap, maxAttributeBytes } from './sandbox-requests.js';
import type { SandboxRoom } from './sandbox-room.js';
import type { SandboxState } from './sandbox-state.js';
import type { IssuedToken } from './sandbox-tokens.js';

const maxBodyBytes = 64 * 1024;
const capabilities: readonly string[] = ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'];

const statusOf: Readonly<Record<string, number>> = {
  ValidationException: 400,
  AccessDeniedException: 403,
  PendingVerification: 403,
  MissingAuthenticationTokenException: 403,
  ResourceNotFoundException: 404,
  UnknownOperationException: 404,
  ThrottlingException: 429,
  InternalServerException: 500,
  ServiceUnavailableException: 503,
};

/** A call that the control plane refuses, in the service's words. */
export class ControlPlaneError extends Error {
  /** The exception's name in the service model, for example `ValidationException`. */
  override readonly name: string;
  readonly status: number;
  /** The exception's further fields. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(type: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = type;
    this.status = statusOf[type] ?? 400;
    this.details = details;
  }
}

/** The server API over HTTP, as far as a chat needs it. */
export class ControlPlane {
  readonly #state: SandboxState;
  readonly #tokenRate: RateLimit;
  readonly #operations: Readonly<Record<string, (input: Record<string, unknown>) => object>> = {
    CreateChatToken: (input) => this.#createToken(input),
    SendEvent: (input) => this.#sendEvent(input),
    DeleteMessage: (input) => this.#deleteMessage(input),
    DisconnectUser: (input) => this.#disconnectUser(input),
  };

  constructor(state: SandboxState) {
    this.#state = state;
    this.#tokenRate = new RateLimit(state.clock);
  }

  /** Whether the path belongs to an operation. */
  hasPath(path: string): boolean {
    return Object.hasOwn(this.#operations, path.slice(1));
  }

  async handle(request: IncomingMessage, response: ServerResponse, operation: string): Promise<void> {
    try {
      const body = await readBody(request, maxBodyBytes);
      if (request.method !== 'POST') throw new ControlPlaneError('UnknownOperationException', 'Operations are called by POST');
      // Signatures are not verified. Their header is asked for because no web page can send it across origins.
      if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
        throw new ControlPlaneError('MissingAuthenticationTokenException', 'Missing Authentication Token');
      }
      if (operation === 'CreateChatToken' && !this.#tokenRate.tryTake(this.#state.tokensPerSecond)) {
        throw new ControlPlaneError('ThrottlingException', 'Rate exceeded', { limit: this.#state.tokensPerSecond });
      }
      sendJson(response, 200, this.call(operation, parseInput(body)));
    } catch (error) {
      const { name, message, status, details } = asControlPlaneError(error);
      sendJson(response, status, { message, ...details }, { 'x-amzn-errortype': name });
    }
  }

  /** Carries out an operation. @throws {ControlPlaneError} */
  call(operation: string, input: Record<string, unknown>): object {
    const at = this.#state.clock.now();
    try {
      const refusal = this.#state.faults.calls.take((rule) => rule.operation === undefined || rule.operation === operation);
      if (refusal !== undefined) throw new ControlPlaneError(refusal.errorType, refusal.message);
      const result = this.#operations[operation]?.(input);
      if (result === undefined) throw new ControlPlaneError('UnknownOperationException', `No operation ${operation}`);
      this.#state.calls.add({ at, operation, status: 200 });
      return result;
    } catch (error) {
      this.#state.calls.add({ at, operation, status: asControlPlaneError(error).status });
      throw error;
    }
  }

  #createToken(input: Record<string, unknown>): IssuedToken {
    const userId = readText(input, 'userId', 1, 128);
    const minutes = input['sessionDurationInMinutes'] ?? 60;
    if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes < 1 || minutes > 180) {
      throw invalidField('sessionDurationInMinutes', 'must be a whole number from 1 to 180');
    }
    const request = {
      userId,
      capabilities: readCapabilities(input['capabilities']),
      attributes: readAttributes(input['attributes']),
      sessionDurationInMinutes: minutes,
    };
    return this.#state.tokens.issue(this.#room(input).arn, request);
  }

  #sendEvent(input: Record<string, unknown>): { id: string } {
    const eventName = readText(input, 'eventName', 1, 100);
    const attributes = readAttributes(input['attributes']);
    const room = this.#room(input);
    if (!room.takeEvent()) throw throttled(room, room.rules.eventsPerSecond);
    return { id: room.publishEvent(eventName, attributes) };
  }

  #deleteMessage(input: Record<string, unknown>): { id: string } {
    const id = input['id'];
    if (!isMessageId(id)) throw invalidField('id', 'must be 12 letters or digits');
    const reason = readReason(input);
    const room = this.#room(input);
    if (!room.takeDelete()) throw throttled(room, room.rules.deletesPerSecond);
    return { id: room.deleteMessage(id, reason) };
  }

  #disconnectUser(input: Record<string, unknown>): object {
    const userId = readText(input, 'userId', 1, 128);
    const reason = readReason(input);
    this.#room(input).disconnectUser(userId, reason);
    return {};
  }

  #room(input: Record<string, unknown>): SandboxRoom {
    const arn = readText(input, 'roomIdentifier', 1, 128);
    if (!/^arn:aws[a-z-]*:ivschat:[a-z0-9-]+:[0-9]+:room\/[A-Za-z0-9-]+$/.test(arn)) throw invalidField('roomIdentifier', 'must be the ARN of a room');
    const room = this.#state.room(arn);
    if (room === undefined) {
      throw new ControlPlaneError('ResourceNotFoundException', 'Resource not found', { resourceId: arn, resourceType: 'ROOM' });
    }
    return room;
  }
}

function parseInput(body: string): Record<string, unknown> {
  try {
    const input: unknown = JSON.parse(body);
    if (isRecord(input)) return input;
  } catch {
    // The same answer as for JSON that is no object.
  }
  throw new ControlPlaneError('ValidationException', 'The body is not a JSON object', { reason: 'OTHER' });
}

function asControlPlaneError(error: unknown): ControlPlaneError {
  if (error instanceof ControlPlaneError) return error;
  if (error instanceof BodyTooLargeError) return new ControlPlaneError('ValidationException', error.message, { reason: 'OTHER' });
  return new ControlPlaneError('InternalServerException', 'Something went wrong');
}

function invalidField(name: string, message: string): ControlPlaneError {
  const details = { reason: 'FIELD_VALIDATION_FAILED', fieldList: [{ name, message }] };
  return new ControlPlaneError('ValidationException', `${name} ${message}`, details);
}

function throttled(room: SandboxRoom, limit: number | null): ControlPlaneError {
  return new ControlPlaneError('ThrottlingException', 'Rate exceeded', { resourceId: room.arn, resourceType: 'ROOM', limit });
}

function readText(input: Record<string, unknown>, name: string, min: number, max: number): string {
  const value = input[name];
  if (typeof value !== 'string' || value.length < min || value.length > max) throw invalidField(name, `must be a string of ${min} to ${max} characters`);
  return value;
}

function readReason(input: Record<string, unknown>): string | undefined {
  return input['reason'] === undefined || input['reason'] === null ? undefined : readText(input, 'reason', 1, 256);
}

function readAttributes(value: unknown): Attributes {
  if (value === undefined || value === null) return {};
  if (!isStringMap(value)) throw invalidField('attributes', 'must be an object of strings');
  if (countAttributeBytes(value) > maxAttributeBytes) throw invalidField('attributes', `must have at most ${maxAttributeBytes} bytes in all`);
  return value;
}

function readCapabilities(value: unknown): Capability[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((entry) => capabilities.includes(entry as string))) {
    throw invalidField('capabilities', `must be a list of ${capabilities.join(', ')}`);
  }
  return value as Capability[];
}
