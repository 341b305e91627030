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
  on(event: string, listener: (...args: never[]) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** What is used of Node's `ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  readonly destroyed: boolean;
  setHeader(name: string, value: string | readonly string[]): unknown;
  end(body: Uint8Array): unknown;
}

/**
 * Makes a web-standard handler a listener for Node's HTTP servers (1.1 and 2), a handler for Express, and a middleware for
 * Connect and Vite's dev server. Give it the requests of one path: it answers them all and never calls `next`.
 */
export function toNodeListener(handler: WebHandler): (request: NodeRequest, response: NodeResponse) => void {
  return (request, response) => {
    void answer(handler, request, response).catch(() => {
      if (response.destroyed) return;
      response.statusCode = 500;
      response.end(new Uint8Array());
    });
  };
}

async function answer(handler: WebHandler, incoming: NodeRequest, outgoing: NodeResponse): Promise<void> {
  const body = new IncomingBody(incoming);
  const request = toRequest(incoming, body);
  const response = request === undefined ? new Response(null, { status: 400 }) : await handler(request);
  const bytes = new Uint8Array(await response.arrayBuffer());
  // What the handler left unread would block the connection for the next request.
  body.discard();
  if (outgoing.destroyed) return;
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('Set-Cookie', cookies);
  outgoing.end(bytes);
}

/** `undefined` for a request that the web platform cannot express. */
function toRequest(incoming: NodeRequest, body: IncomingBody): Request | undefined {
  const { method = 'GET', socket } = incoming;
  try {
    const headers = toHeaders(incoming.rawHeaders);
    const base = `${'encrypted' in socket ? 'https' : 'http'}://${headers.get('Host') ?? 'localhost'}`;
    const path = incoming.originalUrl ?? incoming.url ?? '/';
    // Concatenated, because `//evil` resolved against a base would be a host.
    const url = new URL(path.startsWith('/') ? base + path : base);
    const hasBody = method !== 'GET' && method !== 'HEAD';
    return new Request(url, { method, headers, ...(hasBody && { body: body.read(), duplex: 'half' }) } as RequestInit);
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

class IncomingBody {
  readonly #incoming: NodeRequest;
  /** Ended, broken off, or not wanted any more. */
  #done = false;

  constructor(incoming: NodeRequest) {
    this.#incoming = incoming;
  }

  /** A body parser that came first has emptied the stream; its result is the body then. */
  read(): BodyInit {
    const { body, readableEnded } = this.#incoming;
    if (!readableEnded || body === undefined) return this.#stream();
    if (typeof body === 'string') return body;
    return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
  }

  /** Lets what is left flow away. */
  discard(): void {
    this.#done = true;
    this.#incoming.resume();
  }

  #stream(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => this.#fill(controller),
        pull: () => void this.#incoming.resume(),
        cancel: () => this.discard(),
      },
      { highWaterMark: 0 },
    );
  }

  #fill(controller: ReadableStreamDefaultController<Uint8Array>): void {
    const finish = (act: () => void) => () => {
      if (!this.#done) act();
      this.#done = true;
    };
    const breakOff = finish(() => controller.error(new Error('The request broke off.')));
    this.#incoming.on('data', (chunk: Uint8Array) => {
      if (this.#done) return;
      controller.enqueue(chunk);
      if ((controller.desiredSize ?? 0) <= 0) this.#incoming.pause();
    });
    this.#incoming.on('end', finish(() => controller.close()));
    this.#incoming.on('error', breakOff);
    this.#incoming.on('close', breakOff);
    this.#incoming.pause();
  }
}
