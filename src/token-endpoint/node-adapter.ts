import type { WebHandler } from './json-endpoint.js';

/** What is used of Node's `IncomingMessage`; Express and Connect add `originalUrl` and sometimes a parsed `body`. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly originalUrl?: string | undefined;
  readonly rawHeaders: readonly string[];
  readonly socket: object;
  readonly readableEnded: boolean;
  readonly body?: unknown;
  on(event: string, listener: (data: never) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** What is used of Node's `ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  readonly destroyed: boolean;
  setHeader(name: string, value: string | readonly string[]): unknown;
  end(body?: Uint8Array): unknown;
}

/**
 * Makes a web-standard handler a listener for `http.createServer`, a handler for Express, and a middleware for Connect and
 * Vite's dev server. Give it the requests of one path: it answers them all and never calls `next`.
 */
export function toNodeListener(handler: WebHandler): (request: NodeRequest, response: NodeResponse) => void {
  return (request, response) => {
    void answer(handler, request, response).catch(() => {
      if (response.destroyed) return;
      response.statusCode = 500;
      response.end();
    });
  };
}

async function answer(handler: WebHandler, incoming: NodeRequest, outgoing: NodeResponse): Promise<void> {
  const request = toRequest(incoming);
  const response = request === undefined ? new Response(null, { status: 400 }) : await handler(request);
  const body = response.body === null ? undefined : new Uint8Array(await response.arrayBuffer());
  // What the handler left unread would block the connection for the next request.
  incoming.resume();
  if (outgoing.destroyed) return;
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('Set-Cookie', cookies);
  outgoing.end(body);
}

/** `undefined` for a request that the web platform cannot express. */
function toRequest(incoming: NodeRequest): Request | undefined {
  const { method = 'GET', socket } = incoming;
  try {
    const headers = toHeaders(incoming.rawHeaders);
    const base = `${'encrypted' in socket ? 'https' : 'http'}://${headers.get('Host') ?? 'localhost'}`;
    const path = incoming.originalUrl ?? incoming.url ?? '/';
    // Concatenated, because `//evil` resolved against a base would be a host.
    const url = new URL(path.startsWith('/') ? base + path : base);
    const hasBody = method !== 'GET' && method !== 'HEAD';
    return new Request(url, { method, headers, ...(hasBody && { body: bodyOf(incoming), duplex: 'half' }) } as RequestInit);
  } catch {
    return undefined;
  }
}

/** HTTP/2 calls the host `:authority`. */
function toHeaders(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at]!;
    if (!name.startsWith(':')) headers.append(name, raw[at + 1]!);
    else if (name === ':authority') headers.set('Host', raw[at + 1]!);
  }
  return headers;
}

/** A body parser that came first has emptied the stream; its result is the body then. */
function bodyOf(incoming: NodeRequest): BodyInit | null {
  const { body } = incoming;
  if (!incoming.readableEnded || body === undefined) return streamOf(incoming);
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
}

function streamOf(incoming: NodeRequest): ReadableStream<Uint8Array> {
  let done = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        incoming.on('data', (chunk: Uint8Array) => {
          if (done) return;
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
        });
        const finish = (act: () => void) => () => {
          if (!done) act();
          done = true;
        };
        incoming.on('end', finish(() => controller.close()));
        incoming.on('error', finish(() => controller.error(new Error('The request broke off.'))));
        incoming.on('close', finish(() => controller.error(new Error('The request broke off.'))));
        incoming.pause();
      },
      pull() {
        incoming.resume();
      },
      cancel() {
        done = true;
        incoming.resume();
      },
    },
    { highWaterMark: 0 },
  );
}
