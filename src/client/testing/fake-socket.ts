import type { WebSocketClass } from '../room-options.js';

/** A WebSocket whose server is the test. */
export class FakeSocket {
  readonly url: string;
  readonly token: string;
  readonly sent: Record<string, unknown>[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(url: string, token: string) {
    this.url = url;
    this.token = token;
  }

  /** Neither closed by the client nor by the server. */
  get isLive(): boolean {
    return this.readyState < 2;
  }

  get lastSent(): Record<string, unknown> {
    return this.sent.at(-1)!;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.readyState = Math.max(this.readyState, 2);
  }

  /** The server accepts. */
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  /** The server sends a frame: text as it is, anything else as JSON. */
  receive(frame: unknown): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
  }

  /** Something that is no text. */
  receiveBinary(): void {
    this.onmessage?.({ data: new ArrayBuffer(8) });
  }

  /** The server, or the network, ends it. */
  end(code: number): void {
    this.readyState = 3;
    this.onerror?.();
    this.onclose?.({ code });
  }
}

/** A WebSocket class, and the sockets made with it. */
export function createFakeSockets(): { readonly WebSocket: WebSocketClass; readonly sockets: FakeSocket[] } {
  const sockets: FakeSocket[] = [];
  class RecordedSocket extends FakeSocket {
    constructor(url: string, token: string) {
      super(url, token);
      sockets.push(this);
    }
  }
  return { WebSocket: RecordedSocket as unknown as WebSocketClass, sockets };
}
