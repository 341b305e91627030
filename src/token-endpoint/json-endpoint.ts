import { EndpointError } from './endpoint-error.js';
import { describeError, logToConsole, type Log } from './log.js';
import { createOriginRule, type OriginRule } from './origin.js';
import { readBody, type RequestBody } from './request-body.js';

/** A handler as the web platform shapes it; Hono, Next.js, Deno, Bun and Workers take it as it is. Never rejects. */
export type WebHandler = (request: Request) => Promise<Response>;

export interface GuardOptions {
  /**
   * Origins of the pages that may call, such as `https://www.example.com`: the list alone decides, so name your own too.
   * `*` admits every page, but none with cookies. Default: only pages of the endpoint's own origin.
   */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Gets a line when something needs the owner's attention; default: `console.error`. Lines hold no chat token. */
  readonly log?: Log | undefined;
}

const methods = 'POST, OPTIONS';
const preflightSeconds = '600';
const defaultAllowedHeaders = 'content-type, authorization';

/** POST, JSON, from an admitted page, and answered without details: what all endpoints here have in common. */
export function createJsonEndpoint(
  { allowedOrigins, log = logToConsole }: GuardOptions,
  handle: (request: Request, body: RequestBody) => Promise<object>,
): WebHandler {
  const rule = createOriginRule(allowedOrigins);
  return async (request) => {
    const headers = { 'Cache-Control': 'no-store', ...rule.headers(request) };
    try {
      if (request.method === 'OPTIONS') return answerPreflight(request, rule, headers);
      if (request.method !== 'POST') throw new EndpointError(405);
      if (!rule.admits(request)) throw new EndpointError(403);
      if (request.bodyUsed) throw new EndpointError(500, 'The request body was read before the endpoint got it: pass a clone.');
      const result = await handle(request, await readBody(request));
      return Response.json(result, { headers });
    } catch (error) {
      return answerError(error, headers, log);
    }
  };
}

function answerPreflight(request: Request, rule: OriginRule, headers: Record<string, string>): Response {
  if (!rule.admits(request)) throw new EndpointError(403);
  const asked = request.headers.get('Access-Control-Request-Headers') ?? '';
  return new Response(null, {
    status: 204,
    headers: {
      ...headers,
      Allow: methods,
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers': /^[\w\-, ]{1,500}$/.test(asked) ? asked : defaultAllowedHeaders,
      'Access-Control-Max-Age': preflightSeconds,
    },
  });
}

function answerError(error: unknown, headers: Record<string, string>, log: Log): Response {
  const known = error instanceof EndpointError ? error : new EndpointError(500, describeError(error));
  if (known.message !== '') tell(log, `[ivs-chat-elements] ${known.status}: ${known.message}`);
  return Response.json(
    { error: known.answer },
    {
      status: known.status,
      headers: {
        ...headers,
        ...(known.status === 405 && { Allow: methods }),
        ...(known.retryAfterSeconds !== undefined && { 'Retry-After': String(known.retryAfterSeconds) }),
      },
    },
  );
}

/** A log that throws must not become an answer. */
function tell(log: Log, line: string): void {
  try {
    log(line);
  } catch {
    // There is nobody else to tell.
  }
}
