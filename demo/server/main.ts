import { realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAwsBackend, createSandboxBackend, SetupError } from './chat-backend.js';
import { DemoControls, messagesPerSecond } from './demo-controls.js';
import { DemoSite } from './demo-site.js';
import { findPerson } from './people.js';
import { createSandbox, type Sandbox } from './sandbox.js';
import { keepSecret, SessionCookie } from './session-cookie.js';
import { SimulatedViewers } from './simulated-viewers.js';
import { TokenEndpoint } from './token-endpoint.js';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const loopback = '127.0.0.1';
const defaultPort = 8080;

export interface DemoOptions {
  /** Default 8080; 0 takes a free one. */
  readonly port?: number;
  /** Where `demo/dist` and `dist` are; default this repository. */
  readonly root?: string;
  /** ARN of a room in AWS, to be used instead of the sandbox. */
  readonly roomArn?: string | undefined;
}

export interface Demo {
  /** Ends with a slash. */
  readonly url: string;
  /** Absent when the demo talks to AWS. */
  readonly sandbox?: Sandbox;
  close(): Promise<void>;
}

/** Starts the demo on the loopback address. @throws {SetupError} when the port is taken or AWS is not set up */
export async function startDemo({ port = defaultPort, root = repository, roomArn }: DemoOptions = {}): Promise<Demo> {
  const aws = roomArn === undefined ? undefined : await createAwsBackend(roomArn);
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explainListenError(error, port)));
    server.listen(port, loopback, resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;

  const sandbox = aws === undefined ? await createSandbox({ server, messagesPerSecond }) : undefined;
  const backend = aws ?? createSandboxBackend(sandbox as Sandbox);
  const local = sandbox && {
    sandbox,
    viewers: new SimulatedViewers({
      socketUrl: () => sandbox.socketUrl,
      createToken: (person) => backend.createToken(person),
      visitors: () => visitorNames(sandbox),
    }),
  };
  const session = new SessionCookie(keepSecret(join(root, 'node_modules', '.cache', 'ivs-chat-demo', 'session-secret')));
  const site = new DemoSite({
    root,
    session,
    backend,
    tokenEndpoint: new TokenEndpoint(backend, session),
    controls: new DemoControls({ backend, session, ...(local && { local }) }),
    ...(sandbox && { sandbox }),
  });
  server.on('request', (request, response) => void site.handle(request, response));

  return {
    url: `http://${loopback}:${actualPort}/`,
    ...(sandbox && { sandbox }),
    async close() {
      local?.viewers.setRate(0);
      backend.close();
      await sandbox?.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The people who are connected, without the simulated ones. */
function visitorNames(sandbox: Sandbox): string[] {
  const ids = new Set(sandbox.hooks.connections().map(({ userId }) => userId));
  return [...ids].filter((userId) => !userId.startsWith('sim-')).map((userId) => findPerson(userId).attributes.displayName);
}

function explainListenError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') return new SetupError(`Port ${port} is taken. Choose another one, for example: PORT=${port + 1} npm start`);
  if (error.code === 'EACCES') return new SetupError(`Port ${port} needs more rights than you have. Choose one above 1023, for example: PORT=${defaultPort} npm start`);
  return error;
}

/** @throws {SetupError} */
function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return defaultPort;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new SetupError(`PORT must be a whole number from 0 to 65535, but it is "${text}".`);
}

async function run(): Promise<void> {
  const demo = await startDemo({ port: readPort(process.env['PORT']), roomArn: process.env['IVS_CHAT_ROOM_ARN'] || undefined });
  console.log(`
  The chat is at  ${demo.url}
  ${demo.sandbox ? 'It runs on the sandbox: no AWS account, nothing leaves this machine.' : 'It talks to your room in AWS.'}

  To try:
    ${demo.url}as/ada/         another viewer, in a second window
    ${demo.url}as/moderator/   a moderator: delete a message, remove a viewer
    ${demo.url}embed.html      the embed snippet and nothing else
  The page can also simulate viewers, cut your connection, end your session and send an event.
  Ctrl+C stops it.
`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void demo.close().then(() => process.exit(0));
    });
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  run().catch((error: unknown) => {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  });
}
