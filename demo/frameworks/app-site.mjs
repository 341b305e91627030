import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createSandbox } from '../server/sandbox.js';

/** @type {Record<string, string>} */
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/**
 * Serves a built application with a token endpoint beside it and the sandbox behind that.
 * @param {string} folder
 * @param {{ render?: (path: string) => Promise<string | undefined>, handler?: import('node:http').RequestListener }} [server] pages made on
 *   the server, or a server that answers everything but the token
 */
export async function serveApp(folder, { render, handler } = {}) {
  const sandbox = await createSandbox({ port: 0 });
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const asksForToken = /^\/(chat\/)?token$/.test(path);
    if (handler && !asksForToken) return void handler(request, response);
    const answer = async () => {
      if (asksForToken) {
        let body = '';
        for await (const part of request) body += String(part);
        const userId = `visitor-${asked.push(body)}`;
        const token = { ...sandbox.createToken({ userId, capabilities: ['SEND_MESSAGE'] }), userId, capabilities: ['SEND_MESSAGE'] };
        return { type: 'application/json', body: JSON.stringify({ ...token, socketUrl: sandbox.socketUrl }) };
      }
      const page = await render?.(path);
      if (page !== undefined) return { type: 'text/html', body: page };
      const file = join(folder, normalize(path === '/' ? '/index.html' : path));
      return { type: types[extname(file)] ?? 'text/plain', body: await readFile(file) };
    };
    answer().then(
      ({ type, body }) => response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    tokens: () => asked.length,
    /** What the token requests said. */
    asked: () => asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sandbox.close();
    },
  };
}
