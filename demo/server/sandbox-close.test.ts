import { expect } from 'chai';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createSandbox } from './sandbox.js';

describe('the end of a sandbox', () => {
  for (const [what, path] of [['was refused', '/'], ['knocked elsewhere', '/elsewhere']] as const) {
    it(`does not wait for a client that ${what} and never hangs up`, async () => {
      const sandbox = await createSandbox();
      const client = connect({ port: Number(new URL(sandbox.url).port), host: '127.0.0.1', allowHalfOpen: true });
      try {
        client.on('error', () => undefined);
        client.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`);
        let text = '';
        client.on('data', (data) => (text += String(data)));
        await once(client, 'end');
        expect(text).to.match(/^HTTP\/1.1 4/);
        const closed = sandbox.close().then(() => 'closed');
        expect(await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 1000, 'waits'))])).to.equal('closed');
      } finally {
        client.destroy();
      }
    });
  }
});
