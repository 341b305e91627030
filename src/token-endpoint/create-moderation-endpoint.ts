import type { ChatCapability } from '../client/chat-message.js';
import { warmUp } from './aws-commands.js';
import { EndpointError } from './endpoint-error.js';
import { createGate, type Pass } from './gate.js';
import { createJsonEndpoint, type GuardOptions, type WebHandler } from './json-endpoint.js';
import { createModeration, type Moderation, type ModerationOptions } from './moderation.js';
import type { RateLimitOptions } from './rate-limit.js';
import { requiredTextField, textField, type RequestBody } from './request-body.js';
import { attributeBytes, maxAttributeBytes, maxUserIdLength, type Authorize } from './token-grant.js';

export interface ModerationEndpointOptions extends GuardOptions, ModerationOptions {
  /** The token endpoint's own function will do: the capabilities that it grants say who moderates. */
  readonly authorize: Authorize;
  /** By moderator; default 120 acts in 60 seconds. */
  readonly rateLimit?: RateLimitOptions | undefined;
  /** Names of the events that moderators may send; default: none, because pages take events for the server's own word. */
  readonly eventNames?: readonly string[] | undefined;
}

interface Act {
  /** One of these lets a moderator do it. */
  readonly needs: readonly ChatCapability[];
  run(body: RequestBody, pass: Pass): Promise<object | void>;
}

const defaultRateLimit = { max: 120, perSeconds: 60 };
const maxReasonLength = 256;
const maxEventNameLength = 100;

/**
 * Makes a handler for a moderator's session: `POST …/delete-message {messageId, reason?}`, `…/disconnect-user {userId,
 * reason?}`, `…/ban {userId, reason?}`, `…/unban {userId}`, `…/send-event {eventName, attributes?}`, each with
 * `roomIdentifier?`. The last part of the path names the act; mount it where the rest of the path is yours.
 *
 * `delete-message` needs the capability `DELETE_MESSAGE`, the acts on users `DISCONNECT_USER`, `send-event` either; without it
 * 403. Otherwise it answers as the token endpoint does.
 * @throws TypeError when an option cannot work.
 */
export function createModerationEndpoint(options: ModerationEndpointOptions): WebHandler {
  const gate = createGate({ ...options, rateLimit: options.rateLimit ?? defaultRateLimit }, 'moderate');
  const acts = createActs(createModeration(options), new Set(options.eventNames));
  warmUp();
  return createJsonEndpoint(options, async (request, body) => {
    const act = acts.get(lastPart(request.url));
    if (act === undefined) throw new EndpointError(404);
    const pass = await gate(request, body);
    if (!act.needs.some((capability) => pass.capabilities.includes(capability))) throw new EndpointError(403);
    return (await act.run(body, pass)) ?? {};
  });
}

function createActs(moderation: Moderation, eventNames: ReadonlySet<string>): ReadonlyMap<string, Act> {
  const user = (body: RequestBody, { room }: Pass) => ({
    room,
    userId: requiredTextField(body, 'userId', maxUserIdLength),
    reason: textField(body, 'reason', maxReasonLength),
  });
  return new Map<string, Act>([
    [
      'delete-message',
      {
        needs: ['DELETE_MESSAGE'],
        run: (body, { room }) =>
          moderation.deleteMessage({ room, messageId: messageIdOf(body), reason: textField(body, 'reason', maxReasonLength) }),
      },
    ],
    ['disconnect-user', { needs: ['DISCONNECT_USER'], run: (body, pass) => moderation.disconnectUser(user(body, pass)) }],
    ['ban', { needs: ['DISCONNECT_USER'], run: (body, pass) => moderation.ban({ ...user(body, pass), bannedBy: pass.userId }) }],
    ['unban', { needs: ['DISCONNECT_USER'], run: (body, pass) => moderation.unban(user(body, pass)) }],
    [
      'send-event',
      {
        needs: ['DELETE_MESSAGE', 'DISCONNECT_USER'],
        run: (body, { room }) => {
          const eventName = requiredTextField(body, 'eventName', maxEventNameLength);
          if (!eventNames.has(eventName)) throw new EndpointError(403);
          return moderation.sendEvent({ room, eventName, attributes: attributesOf(body) });
        },
      },
    ],
  ]);
}

function lastPart(url: string): string {
  return new URL(url).pathname.replace(/\/$/, '').split('/').at(-1) ?? '';
}

function messageIdOf(body: RequestBody): string {
  const id = requiredTextField(body, 'messageId', 12);
  if (!/^[A-Za-z0-9]{12}$/.test(id)) throw new EndpointError(400);
  return id;
}

function attributesOf({ attributes }: RequestBody): Record<string, string> | undefined {
  if (attributes === undefined || attributes === null) return undefined;
  if (typeof attributes !== 'object' || Array.isArray(attributes)) throw new EndpointError(400);
  const entries = Object.entries(attributes);
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) throw new EndpointError(400);
  if (attributeBytes(entries) > maxAttributeBytes) throw new EndpointError(400);
  return Object.fromEntries(entries);
}
