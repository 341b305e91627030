import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '../../demo/server/sandbox.js';
import { findFile, sendFile } from '../../demo/server/static-files.js';
import { emoteNames, readerId } from './message-maker.js';
import { listNames, type ListName } from './options.js';

const root = join(import.meta.dirname, '../..');
const built = join(import.meta.dirname, 'dist');
const loopback = '127.0.0.1';

export interface Site {
  readonly sandbox: Sandbox;
  /** The page of a list. @param how.late holds back the images of emotes, ms */
  pageUrl(list: ListName, how: { readonly roomArn: string; readonly late?: number }): string;
  /** What `/clip.webm` answers. */
  setClip(clip: Buffer): void;
  close(): Promise<void>;
}

/** Serves the pages, their tokens and the sandbox, whose limits are off. */
export async function startSite(): Promise<Site> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, loopback, resolve));
  const { port } = server.address() as AddressInfo;
  const sandbox = await createSandbox({ server, messagesPerSecond: null, requestsPerSecond: null, deletesPerSecond: null, tokensPerSecond: null });
  let clip = Buffer.alloc(0);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', `http://${loopback}`);
    const [, folder = '', name = ''] = pathname.split('/');
    const roomArn = searchParams.get('room') ?? '';
    if (pathname === '/token') return sendToken(response, sandbox, roomArn);
    if (pathname === '/clip.webm') return send(response, 'video/webm', clip);
    if (folder === 'page') return send(response, 'text/html; charset=utf-8', pageHtml(name as ListName, roomArn, searchParams.get('late') ?? '0'));
    if (folder === 'emote') {
      const late = Number(searchParams.get('late'));
      return void setTimeout(() => send(response, 'image/svg+xml', emoteSvg(name)), late);
    }
    const file = await findFile(folder === 'package' ? join(root, 'dist/cdn') : built, pathname.split('/').slice(2).join('/'));
    if (file === undefined) response.writeHead(404).end();
    else sendFile(response, file, true, {});
  }
  server.on('request', (request, response) => {
    route(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });

  return {
    sandbox,
    pageUrl: (list, { roomArn, late = 0 }) => `http://${loopback}:${port}/page/${list}?room=${encodeURIComponent(roomArn)}&late=${late}`,
    setClip: (bytes) => void (clip = Buffer.from(bytes)),
    async close() {
      await sandbox.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function sendToken(response: ServerResponse, sandbox: Sandbox, roomIdentifier: string): void {
  const capabilities = ['SEND_MESSAGE'] as const;
  const issued = sandbox.createToken({ userId: readerId, capabilities, roomIdentifier });
  send(response, 'application/json', JSON.stringify({ ...issued, userId: readerId, capabilities, socketUrl: sandbox.socketUrl }));
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
}

/** Every list stands on the same page, in a place of the same size. */
function pageHtml(list: ListName, roomArn: string, late: string): string {
  if (!listNames.includes(list)) throw new Error(`No page for ${list}`);
  const token = `/token?room=${encodeURIComponent(roomArn)}`;
  const emotes = JSON.stringify(Object.fromEntries(emoteNames.map((name) => [name, { url: `/emote/${name}?late=${late}`, alt: name }])));
  const script = list === 'ours' ? '/package/ivs-chat.js' : `/built/${list}.js`;
  const place =
    list === 'ours'
      ? `<ivs-chat-room id="room" token-endpoint="${token}"></ivs-chat-room><script>document.getElementById('room').emotes = bench.emotes</script>`
      : '<div id="place"></div>';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${list}</title>
<link rel="icon" href="data:,">
<style>${readFileSync(join(import.meta.dirname, 'pages/page.css'), 'utf8')}</style>
<script src="/built/probe.js"></script>
<script>bench.open(${JSON.stringify({ list, token })}, ${emotes})</script>
<body>
<main id="stage">
<script>bench.startedAt = performance.now()</script>
<script type="module" src="${script}"></script>
${place}
</main>`;
}

function emoteSvg(name: string): string {
  const hue = emoteNames.findIndex((known) => known === name) * 120;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28"><circle cx="14" cy="14" r="13" fill="hsl(${hue} 70% 50%)"/></svg>`;
}
