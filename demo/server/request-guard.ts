import type { IncomingMessage } from 'node:http';
import { BodyTooLargeError, readBody } from './http-body.js';
import { isPersonName } from './people.js';
import { isRecord } from './sandbox-requests.js';
import type { SessionCookie } from './session-cookie.js';

const maxBodyBytes = 4096;

/** A request that is turned down, with the status and the sentence that say so. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** Only names of this machine: a page elsewhere cannot point its own host name here (DNS rebinding). */
export function isLoopbackHost(host: string | undefined): boolean {
  return /^(localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}

/**
 * The JSON body of a `POST` that the signed-in owner of `/as/<name>/` made from a page of this origin.
 * @throws {HttpRefusal} 405, 403 from another origin, 415, 401 when not signed in, 403 as somebody else, 413 or 400
 */
export async function readOwnersRequest(request: IncomingMessage, name: string, session: SessionCookie): Promise<Record<string, unknown>> {
  const { method, headers } = request;
  if (method !== 'POST') throw new HttpRefusal(405, 'Use POST', { Allow: 'POST' });
  if (!isSameOrigin(request)) throw new HttpRefusal(403, 'Only pages of this site may ask');
  if (headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() !== 'application/json') {
    throw new HttpRefusal(415, 'The body must be application/json');
  }
  const owner = session.read(headers.cookie);
  if (owner === undefined) throw new HttpRefusal(401, 'Not signed in');
  if (owner !== name || !isPersonName(name)) throw new HttpRefusal(403, 'Signed in as somebody else');
  return parseObject(await readSmallBody(request));
}

/** Browsers say where a `POST` comes from; whatever says nothing is refused too. */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (headers.origin === undefined) return site === 'same-origin';
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}

async function readSmallBody(request: IncomingMessage): Promise<string> {
  try {
    return await readBody(request, maxBodyBytes);
  } catch (error) {
    if (error instanceof BodyTooLargeError) throw new HttpRefusal(413, error.message);
    throw error;
  }
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = body.trim() === '' ? {} : JSON.parse(body);
    if (isRecord(value)) return value;
  } catch {
    // The same answer as for JSON that is no object.
  }
  throw new HttpRefusal(400, 'The body must be a JSON object');
}
