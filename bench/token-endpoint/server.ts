/** The endpoint under load: behind Node's http, in a process of its own, with AWS stubbed at 20 ms. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenEndpoint, toNodeListener, type IvsChatClient } from '../../src/token-endpoint/index.js';

export const awsDelayMs = 20;
let tokens = 0;

const client: IvsChatClient = {
  async send({ input }: { readonly input: { readonly userId: string; readonly capabilities: readonly string[] } }) {
    await new Promise((done) => setTimeout(done, awsDelayMs));
    tokens += 1;
    const expires = new Date(Date.now() + 60_000);
    return { token: `token ${tokens} of ${input.userId} for ${input.capabilities.join()}`, tokenExpirationTime: expires, sessionExpirationTime: expires };
  },
};

const endpoint = createTokenEndpoint({
  client,
  rooms: ['arn:aws:ivschat:us-west-2:123456789012:room/BenchRoom'],
  authorize(request) {
    const user = /session=(\d+)/.exec(request.headers.get('Cookie') ?? '')?.[1];
    if (user === undefined) return null;
    return {
      userId: `user-${user}`,
      attributes: { displayName: `User ${user}` },
      capabilities: Number(user) % 2 === 0 ? ['SEND_MESSAGE'] : ['SEND_MESSAGE', 'DELETE_MESSAGE'],
    };
  },
});

const server = createServer(toNodeListener(endpoint)).listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
// A connection that ends just as the client uses it again would count as a failure.
server.keepAliveTimeout = 60_000;
process.on('message', () => process.send?.({ heapMB: process.memoryUsage().heapUsed / 2 ** 20, tokens }));
process.on('disconnect', () => process.exit(0));
