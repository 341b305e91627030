type Name = 'open' | 'message' | 'error' | 'close';
type Handler = (event: never) => void;

/** The client's end of a WebSocket without a network: what happens to it is what its maker says. */
export class PlainSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;

  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly bufferedAmount = 0;
  binaryType = 'blob';
  readyState: 0 | 1 | 2 | 3 = 0;
  onopen: Handler | null = null;
  onmessage: Handler | null = null;
  onerror: Handler | null = null;
  onclose: Handler | null = null;
  readonly #handlers = new Map<string, Set<Handler>>();

  addEventListener(name: string, handler: Handler): void {
    const handlers = this.#handlers.get(name) ?? new Set();
    handlers.add(handler);
    this.#handlers.set(name, handlers);
  }

  removeEventListener(name: string, handler: Handler): void {
    this.#handlers.get(name)?.delete(handler);
  }

  send(_text: string): void {}

  /** The client closes: the other side agrees at once, unless a subclass takes its time. */
  close(code = 1005, reason = ''): void {
    if (this.readyState >= 2) return;
    this.readyState = 2;
    queueMicrotask(() => this.finish(code, reason));
  }

  open(): void {
    if (this.readyState !== 0) return;
    this.readyState = 1;
    this.#fire('open', {});
  }

  deliver(data: unknown): void {
    if (this.readyState === 1) this.#fire('message', { data });
  }

  /** The connection is over; 1006 stands for a loss without a word. */
  finish(code: number, reason = ''): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    if (code === 1006) this.#fire('error', { message: 'lost' });
    this.#fire('close', { code, reason, wasClean: code !== 1006 });
  }

  #fire(type: Name, details: object): void {
    const event = { type, target: this, ...details } as never;
    this[`on${type}`]?.(event);
    for (const handler of this.#handlers.get(type) ?? []) handler(event);
  }
}
