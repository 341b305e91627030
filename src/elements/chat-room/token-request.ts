import { isLoopback } from '../../client/endpoint.js';
import { parseTokenBody, type TokenAnswer } from './token-answer.js';
import { problemOfStatus, TokenEndpointError } from './token-endpoint-error.js';

/** Headers for the token request, or a function that makes them freshly for each one: a bearer token must be refreshable. */
export type TokenHeaders = HeadersInit | (() => HeadersInit | Promise<HeadersInit>);

/** A token request as a room describes it. */
export interface TokenRequest {
  /** Absolute, or relative to `baseURI`. */
  readonly tokenEndpoint: string;
  readonly baseURI: string;
  readonly roomId: string;
  readonly tokenParams: Readonly<Record<string, unknown>> | undefined;
  readonly tokenHeaders: TokenHeaders | undefined;
  readonly tokenCredentials: RequestCredentials;
}

/** Most bytes of an answer that are read. */
const maxAnswerBytes = 64 * 1024;

/**
 * Asks a token endpoint for one token: `POST`, JSON, no redirect, at most 64 kB, for as long as `signal` lets it.
 * Rejects with `TokenEndpointError`, or with the signal's reason when it was aborted.
 */
export async function requestToken(request: TokenRequest, signal: AbortSignal): Promise<TokenAnswer> {
  if (hasOpaqueOrigin()) throw new TokenEndpointError('sandboxed');
  const url = endpointUrl(request);
  const init = await requestInit(request, signal);
  signal.throwIfAborted();
  const response = await reach(() => fetch(url, init), signal);
  if (!response.ok) {
    void response.body?.cancel().catch(() => undefined);
    throw refusal(response);
  }
  const body = await reach(() => readBody(response), signal);
  return parseTokenBody(body, mediaType(response));
}

/** In a sandboxed frame: no cookie goes along, and a server cannot tell whose page asks. A page opened from a disk is let through. */
function hasOpaqueOrigin(): boolean {
  return globalThis.origin === 'null' && location.protocol !== 'file:';
}

/** Throws where a token would travel in the clear. */
function endpointUrl({ tokenEndpoint, baseURI }: TokenRequest): URL {
  // An empty one would be the page itself.
  const url = tokenEndpoint && URL.canParse(tokenEndpoint, baseURI) ? new URL(tokenEndpoint, baseURI) : undefined;
  if (!url || url.username || url.password || !/^https?:$/.test(url.protocol)) throw new TokenEndpointError('bad-url');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw new TokenEndpointError('insecure');
  return url;
}

/** What the page supplies runs in here: its failure is told apart from the network's. */
async function requestInit(request: TokenRequest, signal: AbortSignal): Promise<RequestInit> {
  const { roomId, tokenParams, tokenHeaders, tokenCredentials: credentials } = request;
  try {
    const headers = new Headers(typeof tokenHeaders === 'function' ? await tokenHeaders() : tokenHeaders);
    headers.set('Content-Type', 'application/json');
    if (!headers.has('Accept')) headers.set('Accept', 'application/json, text/plain');
    const body = JSON.stringify({ roomIdentifier: roomId || undefined, ...tokenParams });
    return { method: 'POST', headers, body, signal, credentials, redirect: 'error', cache: 'no-store' };
  } catch (cause) {
    throw new TokenEndpointError('headers', { cause });
  }
}

/** A failure of the network itself; an abort keeps the reason that the signal gives. */
async function reach<Result>(step: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await step();
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof TokenEndpointError) throw cause;
    throw new TokenEndpointError('network', { cause });
  }
}

async function readBody(response: Response): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxAnswerBytes) {
      void reader.cancel().catch(() => undefined);
      throw new TokenEndpointError('too-large');
    }
    text += decoder.decode(value, { stream: true });
  }
}

function refusal({ status, headers }: Response): TokenEndpointError {
  return new TokenEndpointError(problemOfStatus(status), { status, retryAfterMs: readRetryAfter(headers) });
}

/** `Retry-After` in ms: it holds seconds or a date, which is measured against the server's own clock where it tells it. */
function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('Retry-After')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  if (Number.isNaN(date)) return undefined;
  const serverNow = Date.parse(headers.get('Date') ?? '');
  return Math.max(0, date - (Number.isNaN(serverNow) ? Date.now() : serverNow));
}

/** The type of the answer without its parameters, in lower case; `''` when it names none. */
function mediaType(response: Response): string {
  return (response.headers.get('Content-Type') ?? '').split(';')[0]!.trim().toLowerCase();
}
