import type { Socket } from 'node:net';

/** How bytes travel in one direction of one connection. */
export interface LineRules {
  readonly latencyMs: number;
  /** Up to so much more, at random; the order of the bytes is kept. */
  readonly jitterMs: number;
  readonly bytesPerSecond: number;
  /** `hold` keeps the bytes for later, `swallow` loses them. */
  readonly flow: 'pass' | 'hold' | 'swallow';
}

/** A piece of the stream with the moment it is due; `undefined` is its end. */
interface Piece {
  readonly data: Buffer | undefined;
  readonly due: number;
}

/** Carries the bytes of one socket to another under rules that may change while it does. */
export class FaultPipe {
  readonly #to: Socket;
  readonly #random: () => number;
  readonly #queue: Piece[] = [];
  #rules: LineRules;
  #timer: NodeJS.Timeout | undefined;
  #lastDue = 0;
  #passed = 0;
  #fuse: { readonly at: number; readonly blow: () => void } | undefined;
  #stopped = false;

  constructor(from: Socket, to: Socket, rules: LineRules, random: () => number) {
    this.#to = to;
    this.#rules = rules;
    this.#random = random;
    from.on('data', (data: Buffer) => this.#take(data));
    from.on('end', () => this.#take(undefined));
  }

  get flow(): LineRules['flow'] {
    return this.#rules.flow;
  }

  rule(rules: LineRules): void {
    this.#rules = rules;
    if (rules.flow === 'swallow') this.#queue.length = 0;
    this.#pump();
  }

  /** Calls back once, as soon as `bytes` have been passed on; the bytes beyond are not. */
  onBytes(bytes: number, blow: () => void): void {
    this.#fuse = { at: bytes, blow };
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#queue.length = 0;
  }

  #take(data: Buffer | undefined): void {
    if (this.#stopped || this.#rules.flow === 'swallow') return;
    const { latencyMs, jitterMs, bytesPerSecond } = this.#rules;
    const soonest = performance.now() + latencyMs + this.#random() * jitterMs;
    // A slow line lets a twentieth of a second's worth through at a time.
    const size = Number.isFinite(bytesPerSecond) ? Math.max(1, Math.floor(bytesPerSecond / 20)) : (data?.length ?? 0);
    for (let at = 0; data && at < data.length; at += size) {
      const piece = data.subarray(at, at + size);
      this.#lastDue = Math.max(soonest, this.#lastDue + (piece.length / bytesPerSecond) * 1000);
      this.#queue.push({ data: piece, due: this.#lastDue });
    }
    if (!data) this.#queue.push({ data, due: Math.max(soonest, this.#lastDue) });
    this.#pump();
  }

  #pump(): void {
    clearTimeout(this.#timer);
    while (!this.#stopped && this.#rules.flow === 'pass') {
      const [next] = this.#queue;
      if (!next) return;
      const wait = next.due - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#pump(), wait);
        return;
      }
      this.#queue.shift();
      this.#pass(next.data);
    }
  }

  #pass(data: Buffer | undefined): void {
    if (!this.#to.writable) return;
    if (!data) return void this.#to.end();
    const fuse = this.#fuse;
    if (fuse && this.#passed + data.length >= fuse.at) {
      this.#fuse = undefined;
      this.#to.write(data.subarray(0, fuse.at - this.#passed));
      // Let the bytes before the fault arrive: a reset overtakes what is still in the kernel.
      setTimeout(fuse.blow, 5);
      this.#rules = { ...this.#rules, flow: 'hold' };
      return;
    }
    this.#passed += data.length;
    this.#to.write(data);
  }
}
