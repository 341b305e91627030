import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Sandbox } from '../sandbox.js';
import type { TokenRequest } from '../sandbox-tokens.js';

export type Frame = Record<string, unknown>;

/** A WebSocket that writes literal text and keeps what it hears. */
export class RawClient {
  readonly socket: WebSocket;
  readonly frames: Frame[] = [];
  readonly texts: string[] = [];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;

  constructor(url: string, token?: string | string[]) {
    this.socket = new WebSocket(url, token ?? []);
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data, binary) => {
      const text = (data as Buffer).toString(binary ? 'base64' : 'utf8');
      this.texts.push(text);
      if (!binary && text.startsWith('{')) this.frames.push(JSON.parse(text) as Frame);
    });
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
  }

  write(text: string): void {
    this.socket.send(text);
  }

  /** The first frame, past or coming, of which this is true. */
  async heard(matches: (frame: Frame) => boolean = () => true): Promise<Frame> {
    return waitFor(() => this.frames.find(matches), 'a frame');
  }

  /** The answer to a request: its echo, its event or its error. */
  async answer(requestId: string): Promise<Frame> {
    return this.heard((frame) => frame['RequestId'] === requestId);
  }

  /** Writes, and waits for the answer that has the same request id. */
  async ask(request: Frame): Promise<Frame> {
    this.write(JSON.stringify(request));
    return this.answer(String(request['RequestId'] ?? ''));
  }
}

const everything = ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] as const;

/** Enters a room; able to do everything unless said. */
export async function enter(sandbox: Sandbox, request: TokenRequest | string): Promise<RawClient> {
  const asked = typeof request === 'string' ? { userId: request } : request;
  const { token } = sandbox.createToken({ capabilities: everything, ...asked });
  const client = new RawClient(sandbox.socketUrl, token);
  await once(client.socket, 'open');
  return client;
}

/** HTTP status of an upgrade that is refused; 101 for one that is not. */
export async function knock(url: string, token?: string): Promise<number> {
  const socket = new WebSocket(url, token === undefined ? [] : token);
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
  });
}

/** Polls until something is there. @throws after five seconds, naming what was missed */
export async function waitFor<T>(find: () => T | undefined | false, what: string): Promise<T> {
  const end = Date.now() + 5000;
  for (;;) {
    const found = find();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
