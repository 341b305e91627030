import type { ChatAttributes, ChatCapability, ChatToken, ChatTokenRequest } from '../../client/index.js';
import { USABLE_TOKEN } from '../../client/chat-token.js';
import { defined } from '../defined.js';
import { TokenEndpointError } from './token-endpoint-error.js';

/** What a token endpoint answers: a token, and where it may say so, the place to connect. */
export interface TokenAnswer extends ChatToken {
  /** AWS region of the room. */
  readonly region?: string;
  /** A ws(s) URL that wins over `region`. */
  readonly socketUrl?: string;
}

/** A page's own way to a token: called for each connection, since a token is good for one. Replaces the token endpoint. */
export type RoomTokenProvider = (request: ChatTokenRequest) => Promise<TokenAnswer>;

/** Shortest text that counts as a bare token: an `OK` or a `null` is not one. */
const minBareTokenLength = 16;
const maxTokenLength = 4096;
const knownCapabilities: ReadonlySet<unknown> = new Set(['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER']);

/** Reads the body of a token endpoint's answer. Throws `TokenEndpointError`, which never quotes the body. */
export function parseTokenBody(body: string, mediaType: string): TokenAnswer {
  const text = body.trim();
  if (text === '') throw new TokenEndpointError('empty');
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml' || /^<(!doctype|html)\b/i.test(text)) {
    throw new TokenEndpointError('web-page');
  }
  const isText = mediaType === '' || mediaType === 'text/plain';
  if (isText && text.length >= minBareTokenLength && isUsableToken(text)) return { token: text };
  return readTokenAnswer(parseJson(text));
}

/** Checks what a token endpoint or the page's own `tokenProvider` gave. Throws `TokenEndpointError('garbage')`. */
export function readTokenAnswer(answer: unknown): TokenAnswer {
  if (!isRecord(answer) || typeof answer['token'] !== 'string' || !isUsableToken(answer['token'])) throw new TokenEndpointError('garbage');
  return defined({
    token: answer['token'],
    sessionExpirationTime: readDate(answer['sessionExpirationTime']),
    tokenExpirationTime: readDate(answer['tokenExpirationTime']),
    userId: readText(answer['userId']),
    capabilities: readCapabilities(answer['capabilities']),
    attributes: readAttributes(answer['attributes']),
    region: readText(answer['region']),
    socketUrl: readText(answer['socketUrl']),
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isUsableToken(text: string): boolean {
  return text.length <= maxTokenLength && USABLE_TOKEN.test(text);
}

/** The engine's own error quotes the text it could not read, so it is no `cause`. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TokenEndpointError('garbage');
  }
}

/** ISO text, ms since 1970, or a `Date`; anything else counts as absent. */
function readDate(value: unknown): Date | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && !(value instanceof Date)) return undefined;
  const date = new Date(value);
  return Number.isNaN(+date) ? undefined : date;
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readCapabilities(value: unknown): readonly ChatCapability[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((capability): capability is ChatCapability => knownCapabilities.has(capability));
}

function readAttributes(value: unknown): ChatAttributes | undefined {
  if (!isRecord(value)) return undefined;
  const pairs = Object.entries(value).filter(([name, text]) => name !== '__proto__' && typeof text === 'string');
  return Object.fromEntries(pairs) as ChatAttributes;
}
