import type { ChatCapability } from '../client/chat-message.js';
import { callAws, warmUp, type IvsChatClient } from './aws-commands.js';
import type { BanStore } from './ban-store.js';
import { EndpointError } from './endpoint-error.js';
import { createGate, type Gate, type GateOptions } from './gate.js';
import { createJsonEndpoint, type GuardOptions, type WebHandler } from './json-endpoint.js';
import type { RateLimitOptions } from './rate-limit.js';
import { regionOf } from './rooms.js';
import type { Authorize } from './token-grant.js';

export interface TokenEndpointOptions extends GuardOptions {
  /** An `IvschatClient` of `@aws-sdk/client-ivschat`, or anything with its `send(command)`. */
  readonly client: IvsChatClient;
  /** ARNs of the rooms that tokens are made for; the first is the default. No token is ever made for another. */
  readonly rooms: readonly string[];
  /** Says who asks and what they may do. Nothing else does: the request's body is never believed. */
  readonly authorize: Authorize;
  /** By user; default 30 tokens in 60 seconds. */
  readonly rateLimit?: RateLimitOptions | undefined;
  /** Users in it get 403. Default: nobody is banned. */
  readonly bans?: BanStore | undefined;
}

/** What the element reads. Dates are ISO 8601. */
export interface TokenAnswer {
  readonly token: string;
  readonly tokenExpirationTime?: Date | string;
  readonly sessionExpirationTime?: Date | string;
  readonly userId: string;
  readonly capabilities: readonly ChatCapability[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly region: string;
}

/**
 * Makes the handler that `<ivs-chat-room token-endpoint>` asks for tokens: `POST` with JSON `{roomIdentifier?}`.
 *
 * 401 for nobody, 403 for a foreign page, a banned user or a room outside the list, 429 with `Retry-After` beyond the rate
 * limit. Answers hold no details; those are in the log.
 * @throws TypeError when an option cannot work.
 */
export function createTokenEndpoint(options: TokenEndpointOptions): WebHandler {
  const gate = createGate(options satisfies GateOptions, 'token');
  warmUp();
  return createJsonEndpoint(options, async (request, body) => createToken(options.client, await gate(request, body)));
}

async function createToken(client: IvsChatClient, pass: Awaited<ReturnType<Gate>>): Promise<TokenAnswer> {
  const { room, userId, capabilities, attributes, sessionDurationInMinutes } = pass;
  const answer = await callAws(client, 'CreateChatToken', {
    roomIdentifier: room,
    userId,
    capabilities: [...capabilities],
    ...(Object.keys(attributes).length > 0 && { attributes: { ...attributes } }),
    ...(sessionDurationInMinutes !== undefined && { sessionDurationInMinutes }),
  });
  const { token, tokenExpirationTime, sessionExpirationTime } = answer as Partial<TokenAnswer>;
  if (typeof token !== 'string' || token === '') throw new EndpointError(503, 'CreateChatToken answered without a token.');
  // A ban that came while AWS was at work must not lose the race.
  await pass.refuseBanned();
  return {
    token,
    ...(tokenExpirationTime !== undefined && { tokenExpirationTime }),
    ...(sessionExpirationTime !== undefined && { sessionExpirationTime }),
    userId,
    capabilities,
    attributes,
    region: regionOf(room),
  };
}
