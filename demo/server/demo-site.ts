import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { ChatBackend } from './chat-backend.js';
import type { DemoControls } from './demo-controls.js';
import { sendJson } from './http-body.js';
import { guestName, isPersonName } from './people.js';
import { HttpRefusal, isLoopbackHost } from './request-guard.js';
import type { Sandbox } from './sandbox.js';
import type { SessionCookie } from './session-cookie.js';
import { findFile, sendFile } from './static-files.js';
import type { TokenEndpoint } from './token-endpoint.js';

export interface DemoSiteParts {
  /** The repository: built pages are in `demo/dist`, the built package in `dist`. */
  readonly root: string;
  readonly session: SessionCookie;
  readonly backend: ChatBackend;
  readonly tokenEndpoint: TokenEndpoint;
  readonly controls: DemoControls;
  /** Its control plane is served here too. */
  readonly sandbox?: Sandbox;
}

/**
 * Everything of the demo that is plain HTTP:
 * `/` and `/embed.html`, where one is the guest · `/as/<name>/`, and `/as/<name>/<page>.html`, where one is that person ·
 * `/as/<name>/token` · `/as/<name>/moderate/<act>` · `/as/<name>/demo/<action>` · `/dist/…`, the built package · `/assets/…` and `/avatars/…`, what the pages need.
 */
export class DemoSite {
  readonly #parts: DemoSiteParts;

  constructor(parts: DemoSiteParts) {
    this.#parts = parts;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#route(request, response);
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      if (error instanceof HttpRefusal) sendJson(response, error.status, { message: error.message }, { ...plainHeaders, ...error.headers });
      else {
        console.error(error instanceof Error ? error.stack : error);
        sendJson(response, 500, { message: 'Something went wrong' }, plainHeaders);
      }
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { host } = request.headers;
    if (host === undefined || !isLoopbackHost(host)) throw new HttpRefusal(421, 'This demo answers to localhost only');
    if (this.#parts.sandbox?.handleRequest(request, response) === true) return;
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';

    const [, name, rest = ''] = /^\/as\/([^/]*)(?:\/(.*))?$/.exec(path) ?? [];
    if (name === undefined) {
      if (path.startsWith('/dist/')) return this.#sendPackageFile(request, response, path.slice('/dist/'.length));
      return this.#sendPage(request, response, path.slice(1), guestName);
    }
    if (!isPersonName(name)) throw new HttpRefusal(404, 'A name has 1 to 32 of a-z, 0-9 and -');
    if (path === `/as/${name}`) {
      response.writeHead(308, { ...plainHeaders, Location: `/as/${name}/` }).end();
      return;
    }
    if (rest === 'token') return this.#parts.tokenEndpoint.token(request, response);
    if (rest.startsWith('moderate/')) return this.#parts.tokenEndpoint.moderate(request, response);
    if (rest.startsWith('demo/')) return this.#parts.controls.handle(request, response, name, rest.slice('demo/'.length));
    return this.#sendPage(request, response, rest, name);
  }

  /** A page of the demo, or a file that it needs. A page signs its visitor in. */
  async #sendPage(request: IncomingMessage, response: ServerResponse, path: string, name: string): Promise<void> {
    allowReading(request);
    const page = path === '' ? 'index.html' : path;
    const file = await findFile(join(this.#parts.root, 'demo', 'dist'), page);
    if (file === undefined) {
      if (path === '') throw new HttpRefusal(503, 'The demo is not built yet. Stop the server and run: npm start');
      throw new HttpRefusal(404, 'Nothing here');
    }
    const session = page.endsWith('.html') ? { 'Set-Cookie': this.#parts.session.header(name) } : {};
    sendFile(response, file, request.method === 'GET', { ...this.#pageHeaders(request.headers.host ?? ''), ...session });
  }

  /** The built package; any site may load it, as from a CDN. */
  async #sendPackageFile(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    allowReading(request);
    const file = await findFile(join(this.#parts.root, 'dist'), path);
    if (file === undefined) throw new HttpRefusal(404, 'Nothing here. Is the package built? npm start builds it.');
    sendFile(response, file, request.method === 'GET', { ...plainHeaders, ...anyOrigin });
  }

  #pageHeaders(host: string): Record<string, string> {
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      `connect-src 'self' ${this.#parts.backend.connectSource(host)}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ];
    return { ...plainHeaders, 'Content-Security-Policy': policy.join('; '), 'X-Frame-Options': 'SAMEORIGIN' };
  }
}

const plainHeaders: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
const anyOrigin = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' };

function allowReading({ method }: IncomingMessage): void {
  if (method !== 'GET' && method !== 'HEAD') throw new HttpRefusal(405, 'Use GET', { Allow: 'GET, HEAD' });
}
