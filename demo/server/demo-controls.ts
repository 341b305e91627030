import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChatBackend } from './chat-backend.js';
import { sendJson } from './http-body.js';
import { findPerson } from './people.js';
import { HttpRefusal, readOwnersRequest } from './request-guard.js';
import type { Sandbox } from './sandbox.js';
import { defaultRoomRules } from './sandbox-options.js';
import { isStringMap } from './sandbox-requests.js';
import type { SessionCookie } from './session-cookie.js';
import { maxPerMinute, type SimulatedViewers } from './simulated-viewers.js';

const maxOfflineSeconds = 60;

/** The service allows a room 100; the rest is for the people, who would go unheard while simulated viewers use it all up. */
export const messagesPerSecond = 120;

export interface DemoControlsParts {
  readonly backend: ChatBackend;
  readonly session: SessionCookie;
  /** Absent when the demo talks to AWS: then only events can be sent. */
  readonly local?: { readonly sandbox: Sandbox; readonly viewers: SimulatedViewers };
}

/**
 * Answers `POST /as/<name>/demo/<action>`, JSON in and out:
 * `state {}` · `simulate {perMinute}` · `drop {}` · `offline {seconds}` · `end-session {}` · `event {name, attributes?}`.
 * Each answers with the state: `{userId, displayName, capabilities, backend, perMinute, maxPerMinute}`.
 */
export class DemoControls {
  readonly #parts: DemoControlsParts;

  constructor(parts: DemoControlsParts) {
    this.#parts = parts;
  }

  /** @throws {HttpRefusal} */
  async handle(request: IncomingMessage, response: ServerResponse, name: string, action: string): Promise<void> {
    const input = await readOwnersRequest(request, name, this.#parts.session);
    await this.#act(action, name, input);
    const { capabilities, attributes } = findPerson(name);
    sendJson(response, 200, {
      userId: name,
      displayName: attributes.displayName,
      capabilities,
      backend: this.#parts.backend.kind,
      perMinute: this.#parts.local?.viewers.perMinute ?? 0,
      maxPerMinute,
    });
  }

  async #act(action: string, userId: string, input: Record<string, unknown>): Promise<void> {
    switch (action) {
      case 'state':
        return;
      case 'simulate':
        this.#simulate(readNumber(input, 'perMinute', 0, maxPerMinute));
        return;
      case 'drop':
        this.#local.sandbox.hooks.drop({ userId });
        return;
      case 'offline': {
        const seconds = readNumber(input, 'seconds', 1, maxOfflineSeconds);
        this.#local.sandbox.hooks.refuse({ userId, mode: 'reset', forMs: seconds * 1000 });
        this.#local.sandbox.hooks.drop({ userId });
        return;
      }
      case 'end-session':
        this.#local.sandbox.hooks.endSession({ userId });
        return;
      case 'event':
        await this.#sendEvent(input);
        return;
      default:
        throw new HttpRefusal(404, 'No such action');
    }
  }

  /** Beyond what the service allows a room the sandbox makes an exception, for those who want to see the list at work. */
  #simulate(perMinute: number): void {
    const { sandbox, viewers } = this.#local;
    const perSecond = perMinute / 60;
    sandbox.hooks.configure({
      messagesPerSecond: Math.max(messagesPerSecond, perSecond * 1.2),
      requestsPerSecond: Math.max(defaultRoomRules.requestsPerSecond ?? 0, (perSecond / viewers.count) * 2),
    });
    viewers.setRate(perMinute);
  }

  get #local(): { readonly sandbox: Sandbox; readonly viewers: SimulatedViewers } {
    const { local } = this.#parts;
    if (local === undefined) throw new HttpRefusal(409, 'Only the sandbox can do that, and this demo talks to AWS');
    return local;
  }

  async #sendEvent({ name, attributes = {} }: Record<string, unknown>): Promise<void> {
    if (typeof name !== 'string' || !isStringMap(attributes)) throw new HttpRefusal(400, 'An event has a name, and attributes that are strings');
    try {
      await this.#parts.backend.sendEvent(name, { ...attributes });
    } catch (error) {
      const refused = error instanceof Error && error.name === 'ValidationException';
      throw refused ? new HttpRefusal(400, error.message) : new HttpRefusal(502, 'The chat service did not take the event');
    }
  }
}

function readNumber(input: Record<string, unknown>, name: string, min: number, max: number): number {
  const value = input[name];
  if (typeof value !== 'number' || !(value >= min && value <= max)) throw new HttpRefusal(400, `${name} must be a number from ${min} to ${max}`);
  return value;
}
