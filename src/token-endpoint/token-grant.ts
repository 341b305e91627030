import type { ChatCapability } from '../client/chat-message.js';
import { EndpointError } from './endpoint-error.js';
import { quote } from './log.js';

/** What the page's own server says about a signed-in person: the only source of a token's contents. */
export interface TokenGrant {
  /** 1 to 128 characters, from the session. Two people must never share one. */
  readonly userId: string;
  /** Shown to everyone as trusted: `displayName`, `role`, … At most 1 KB in all (UTF-8, names and values). */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  /** Default: none, as AWS's own default; viewing needs none. */
  readonly capabilities?: readonly ChatCapability[] | undefined;
  /** A room of the endpoint's list; default: the listed one that was asked for, else the first. */
  readonly room?: string | undefined;
  /** Minutes, 1 to 180; default: AWS's, 60. */
  readonly sessionDurationInMinutes?: number | undefined;
}

/**
 * Tells who is behind a request, by its cookie or `Authorization` header; `null` answers 401, and throwing
 * `new EndpointError(403)` turns away somebody who is signed in. `roomIdentifier` is what the page asked for, else the first
 * room: untrusted, and not yet held against the list.
 */
export type Authorize = (
  request: Request,
  context: { readonly roomIdentifier: string },
) => TokenGrant | null | undefined | Promise<TokenGrant | null | undefined>;

/** A grant that AWS would accept, copied, with defaults filled in. */
export interface CheckedGrant {
  readonly userId: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly capabilities: readonly ChatCapability[];
  readonly room: string | undefined;
  readonly sessionDurationInMinutes: number | undefined;
}

export const maxUserIdLength = 128;
export const maxAttributeBytes = 1024;
const maxSessionMinutes = 180;
const knownCapabilities: readonly string[] = ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] satisfies ChatCapability[];

/**
 * @throws EndpointError 401 for no grant, 500 for one that AWS would refuse: a mistake of the server, told in its log.
 */
export function checkGrant(grant: TokenGrant | null | undefined): CheckedGrant {
  if (grant === null || grant === undefined) throw new EndpointError(401);
  const { userId, attributes = {}, capabilities = [], room, sessionDurationInMinutes } = grant;
  if (typeof userId !== 'string' || userId === '' || [...userId].length > maxUserIdLength) {
    throw mistake(`userId: expected 1 to ${maxUserIdLength} characters.`);
  }
  if (!Array.isArray(capabilities)) throw mistake('capabilities: expected a list.');
  for (const capability of capabilities) {
    if (!knownCapabilities.includes(capability)) {
      throw mistake(`capabilities: expected some of ${knownCapabilities.join(', ')}, got ${quote(String(capability))}.`);
    }
  }
  if (room !== undefined && typeof room !== 'string') throw mistake('room: expected a room ARN.');
  if (sessionDurationInMinutes !== undefined && !isMinutes(sessionDurationInMinutes)) {
    throw mistake(`sessionDurationInMinutes: expected 1 to ${maxSessionMinutes}, got ${quote(String(sessionDurationInMinutes))}.`);
  }
  return {
    userId,
    attributes: checkAttributes(attributes),
    capabilities: [...new Set(capabilities as readonly ChatCapability[])],
    room,
    sessionDurationInMinutes,
  };
}

function checkAttributes(attributes: unknown): Record<string, string> {
  if (typeof attributes !== 'object' || attributes === null) throw mistake('attributes: expected an object of texts.');
  const entries = Object.entries(attributes);
  for (const [name, value] of entries) {
    if (typeof value !== 'string') throw mistake(`attributes.${quote(name)}: expected a text, got ${typeof value}.`);
  }
  const bytes = attributeBytes(entries as [string, string][]);
  if (bytes > maxAttributeBytes) throw mistake(`attributes: expected at most ${maxAttributeBytes} bytes in all, got ${bytes}.`);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Names and values in UTF-8. */
export function attributeBytes(entries: readonly (readonly [string, string])[]): number {
  return new TextEncoder().encode(entries.flat().join('')).byteLength;
}

function isMinutes(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= maxSessionMinutes;
}

function mistake(what: string): EndpointError {
  return new EndpointError(500, `authorize() returned a grant that AWS would refuse. ${what}`);
}
