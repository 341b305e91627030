import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startDemo, type Demo, type DemoOptions } from '../main.js';

const files = {
  'demo/dist/index.html': '<!doctype html><title>Demo</title>',
  'demo/dist/embed.html': '<!doctype html><title>Embed</title>',
  'demo/dist/assets/app.js': 'export {};',
  'demo/dist/.hidden.txt': 'hidden',
  'demo/secret.txt': 'secret',
  'dist/cdn/ivs-chat.js': 'export const version = 1;',
  'package.json': '{"secret":true}',
};

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

/** The demo on a free port, over a folder that looks like a built repository. */
export interface Site extends Demo {
  /** Sends a request exactly as written: nothing is normalised or added. */
  ask(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<Answer>;
  /** Opens somebody's page and answers with their cookie. */
  signIn(name: string): Promise<string>;
  /** `POST`s JSON as a page of the site would. */
  post(name: string, path: string, input?: unknown): Promise<Answer>;
}

export async function openSite(options: DemoOptions = {}): Promise<Site> {
  const root = options.root ?? createBuiltRoot();
  const cleanUp = (): void => {
    if (options.root === undefined) rmSync(root, { recursive: true, force: true });
  };
  const demo = await startDemo({ port: 0, ...options, root }).catch((error: unknown) => {
    cleanUp();
    throw error;
  });
  const origin = demo.url.slice(0, -1);

  const ask: Site['ask'] = (method, path, headers = {}, body = '') =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(demo.url);
      const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const outgoing = request({ hostname, port, method, path, headers: { host: `${hostname}:${port}`, ...length, ...headers }, setHost: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = response.headers['content-type'] === 'application/json' && text !== '';
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  async function signIn(name: string): Promise<string> {
    const { headers } = await ask('GET', `/as/${name}/`);
    return String(headers['set-cookie']?.[0]).split(';')[0] ?? '';
  }

  return {
    ...demo,
    ask,
    signIn,
    async post(name, path, input = {}) {
      const headers = { cookie: await signIn(name), origin, 'content-type': 'application/json' };
      return ask('POST', `/as/${name}/${path}`, headers, JSON.stringify(input));
    },
    async close() {
      await demo.close();
      cleanUp();
    },
  };
}

/** A folder that looks like a repository after its build. */
export function createBuiltRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'ivs-chat-demo-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  symlinkSync(join(root, 'demo/secret.txt'), join(root, 'demo/dist/assets/link.txt'));
  return root;
}
