import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createSandbox } from '../server/sandbox.js';

const cdn = fileURLToPath(new URL('../../dist/cdn/', import.meta.url));

export interface StrictSite {
  readonly url: string;
  readonly sandbox: Awaited<ReturnType<typeof createSandbox>>;
  close(): Promise<void>;
}

/** A page owner's site with the strictest policy: nothing inline, nothing evaluated, and the given rule for trusted types. */
export async function createStrictSite(trustedTypes: string, files: Readonly<Record<string, string>>): Promise<StrictSite> {
  const sandbox = await createSandbox({ port: 0 });
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${sandbox.socketUrl}`,
    "require-trusted-types-for 'script'",
    `trusted-types ${trustedTypes}`,
  ].join('; ');

  const send = (response: ServerResponse, type: string, body: string | Buffer): void => {
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy }).end(body);
  };
  const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const name = path === '/' ? 'index.html' : path.slice(1);
    const type = types[name.split('.').at(-1) ?? ''] ?? 'text/plain';
    const file = files[name];
    if (file !== undefined) return send(response, type, file);
    if (path === '/chat/token') {
      const capabilities = ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] as const;
      const answer = { ...sandbox.createToken({ userId: 'ada', capabilities }), userId: 'ada', capabilities };
      return send(response, 'application/json', JSON.stringify({ ...answer, socketUrl: sandbox.socketUrl }));
    }
    if (/^ivs-chat(\.iife)?\.js$/.test(name)) {
      return void readFile(cdn + name).then((bytes) => send(response, 'text/javascript', bytes));
    }
    response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sandbox,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sandbox.close();
    },
  };
}
