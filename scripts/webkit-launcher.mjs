import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/**
 * Runs test pages in WebKitGTK: W3C WebDriver over fetch, with a virtual display when there is none. One page at a time.
 * @param {{ binary: string, driver: string }} programs
 * @returns {import('@web/test-runner-core').BrowserLauncher}
 */
export function webkitLauncher({ binary, driver }) {
  /** @type {import('node:child_process').ChildProcess[]} */
  const processes = [];
  /** @type {Map<string, string>} */
  const active = new Map();
  let base = '';
  let session = '';
  /** @type {Promise<void> | undefined} */
  let started;
  /** @type {Promise<unknown>} */
  let queue = Promise.resolve();

  /** @param {string} method @param {string} path @param {unknown} [body] */
  async function call(method, path, body) {
    const response = await fetch(base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = /** @type {{ value: any }} */ (await response.json());
    if (!response.ok) throw new Error(answer.value?.message ?? `WebKitWebDriver answered ${response.status}`);
    return answer.value;
  }

  async function display() {
    const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    processes.push(xvfb);
    return new Promise((resolve, reject) => {
      xvfb.once('error', reject);
      xvfb.once('exit', () => reject(new Error('Xvfb ended before it had a display')));
      xvfb.stdout.once('data', (data) => resolve(`:${String(data).trim()}`));
    });
  }

  async function start() {
    /** @type {NodeJS.ProcessEnv} */
    const env = { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
    env['DISPLAY'] ??= await display();
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    processes.push(spawn(driver, [`--port=${port}`], { env, stdio: 'ignore' }));
    for (let tries = 0; ; tries++) {
      try {
        await call('GET', '/status');
        break;
      } catch (error) {
        if (tries > 100) throw error;
        await wait(100);
      }
    }
    const options = { binary, args: ['--automation'] };
    const capabilities = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options };
    const answer = await call('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
    session = `/session/${answer.sessionId}`;
  }

  return {
    name: 'WebKitGTK',
    type: 'webkitgtk',
    concurrency: 1,
    async startSession(id, url) {
      started ??= start();
      await started;
      queue = queue.catch(() => {}).then(() => call('POST', `${session}/url`, { url }));
      await queue;
      active.set(id, url);
    },
    async startDebugSession() {
      throw new Error('This launcher has no debug mode.');
    },
    isActive: (id) => active.has(id),
    getBrowserUrl: (id) => /** @type {string} */ (active.get(id)),
    async stopSession(id) {
      active.delete(id);
      return {};
    },
    async stop() {
      if (session) await call('DELETE', session).catch(() => {});
      for (const child of processes.reverse()) child.kill();
      processes.length = 0;
    },
  };
}
