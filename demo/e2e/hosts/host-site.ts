import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { createSandbox, type Sandbox } from '../../server/sandbox.js';
import type { ChatCapability } from '../../../src/client/index.js';
import { VERSION } from '../../../src/version.js';
import { kitSource } from './page-kit.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const otherVersion = '9.9.9';

/** One page as somebody else might build it, and what it does there to find out whether the chat works. */
export interface HostPage {
  readonly html: string;
  /** Runs in the page, written out as text: it can use nothing but its argument. */
  readonly act: (kit: import('./page-kit.js').PageKit) => Promise<unknown>;
  /** Rule for trusted types; with it the page gets the strictest policy. */
  readonly trustedTypes?: string;
  /** Of the participant, in the token. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** What the token allows; writing, unless said. */
  readonly capabilities?: readonly ChatCapability[];
  /** The first token request meets a proxy whose server is away. */
  readonly isFirstTokenLost?: boolean;
  /** Further files beside the page. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What a page reported of itself. */
export interface Outcome {
  readonly value?: unknown;
  readonly failure?: string;
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
  readonly violations: readonly string[];
  /** Token requests of this page. */
  readonly tokens: number;
}

interface Visit {
  readonly page: HostPage;
  readonly headers: Record<string, string>;
  tokens: number;
  readonly done: (outcome: Outcome) => void;
}

export interface HostSite {
  readonly sandbox: Sandbox;
  /** A visit to a page: open `url` in any browser, and `outcome` settles by itself. */
  visit(page: HostPage): { readonly url: string; readonly outcome: Promise<Outcome> };
  close(): Promise<void>;
}

/** Serves pages of other people, the files of the package as a CDN would, and a token endpoint for each page. */
export async function createHostSite(): Promise<HostSite> {
  // One room serves every page in turn, and some say more at once than the service lets a room.
  const sandbox = await createSandbox({ port: 0, messagesPerSecond: null });
  const files = await packageFiles();
  const documented = await documentedPolicy('docs/hosts.md');
  const visits = new Map<string, Visit>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const asset = /^\/cdn\/(.+)$/.exec(path)?.[1];
    // As a CDN: any page may load it, also one of an opaque origin.
    if (asset !== undefined) return send(response, asset, files[asset], { 'Access-Control-Allow-Origin': '*' });
    const [, id = '', rest = ''] = /^\/(\d+)\/(.*)$/.exec(path) ?? [];
    const visit = visits.get(id);
    if (visit === undefined) return send(response, path, undefined);
    if (rest === 'token') {
      visit.tokens += 1;
      if (visit.page.isFirstTokenLost && visit.tokens === 1) return void response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad Gateway</h1>');
      return send(response, 'token.json', JSON.stringify(tokenAnswer(sandbox, id, visit.page)));
    }
    if (rest === 'tokens') return send(response, 'tokens.json', String(visit.tokens));
    if (rest === 'report') {
      visit.done({ ...(JSON.parse(await text(request)) as Outcome), tokens: visit.tokens });
      return send(response, 'report.json', '{}');
    }
    if (rest === 'act.js') return send(response, rest, `kit.run(${visit.page.act.toString()});`);
    const file = rest === '' ? visit.page.html : visit.page.files?.[rest];
    send(response, rest || 'index.html', file, visit.headers);
  };

  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    sandbox,
    visit(page) {
      const id = String(visits.size + 1);
      const { trustedTypes } = page;
      const headers: Record<string, string> = trustedTypes === undefined ? {} : { 'Content-Security-Policy': strictPolicy(documented, sandbox, trustedTypes) };
      const outcome = new Promise<Outcome>((done) => visits.set(id, { page, headers, tokens: 0, done }));
      return { url: `${url}${id}/`, outcome };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sandbox.close();
    },
  };
}

function tokenAnswer(sandbox: Sandbox, id: string, { attributes = {}, capabilities = ['SEND_MESSAGE'] }: HostPage): object {
  const participant = { userId: `visitor-${id}`, capabilities, attributes };
  return { ...sandbox.createToken(participant), ...participant, socketUrl: sandbox.socketUrl };
}

/** The policy that a document of ours tells page authors to send. */
export async function documentedPolicy(document: string): Promise<string> {
  const text = await readFile(root + document, 'utf8');
  const [, policy] = /^Content-Security-Policy: ([^`]+?)\n```$/m.exec(text) ?? [];
  if (policy === undefined) throw new Error(`${document} documents no policy`);
  return policy.replace(/\s+/g, ' ');
}

/** The documented policy with the sandbox in place of the service. */
function strictPolicy(policy: string, sandbox: Sandbox, trustedTypes: string): string {
  const withSandbox = replaceOnce(policy, /wss:[^ ;]+/g, sandbox.socketUrl);
  return replaceOnce(withSandbox, /trusted-types lit-html$/g, `trusted-types ${trustedTypes}`);
}

/** @param part global @throws {Error} unless the text has it just once: a page with half of its policy would prove nothing */
function replaceOnce(text: string, part: RegExp, replacement: string): string {
  const found = text.match(part)?.length ?? 0;
  if (found !== 1) throw new Error(`expected ${part} once, found it ${found} times in: ${text}`);
  return text.replace(part, () => replacement);
}

async function packageFiles(): Promise<Record<string, string>> {
  const [module, classic] = await Promise.all(['ivs-chat.js', 'ivs-chat.iife.js'].map((name) => readFile(`${root}dist/cdn/${name}`, 'utf8')));
  const other = (code = ''): string => code.replaceAll(`${VERSION}\``, `${otherVersion}\``).replaceAll(`"${VERSION}"`, `"${otherVersion}"`);
  return {
    'ivs-chat.js': module ?? '',
    'ivs-chat.iife.js': classic ?? '',
    'changed/ivs-chat.js': `${module ?? ''} `,
    'changed/ivs-chat.iife.js': `${classic ?? ''} `,
    'other-version.js': other(module),
    'lit.js': await bundle('node_modules/lit/index.js'),
    'client.js': await bundle('dist/client/index.js'),
    'input.js': await bundle('dist/elements/chat-input/ivs-chat-input.js'),
    'kit.js': kitSource(),
  };
}

/** As a page owner's bundler would ship it. */
async function bundle(entry: string): Promise<string> {
  const lib = { entry: root + entry, formats: ['es' as const], fileName: 'bundle' };
  const built = await build({ configFile: false, logLevel: 'silent', root, build: { write: false, lib } });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !('output' in result)) throw new Error('the bundle has no output');
  return result.output[0].code;
}

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', json: 'application/json', css: 'text/css', svg: 'image/svg+xml' };

function send(response: ServerResponse, name: string, body: string | undefined, headers: Record<string, string> = {}): void {
  if (body === undefined) return void response.writeHead(/favicon/.test(name) ? 204 : 404).end();
  const type = types[name.split('.').at(-1) ?? ''] ?? 'text/plain';
  response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store', ...headers }).end(body);
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
}
