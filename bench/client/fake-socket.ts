import { PlainSocket } from '../../src/client/testing/plain-socket.js';

/** Opens by itself, for both clients alike. */
export class BenchSocket extends PlainSocket {
  /** The newest one. */
  static latest: BenchSocket | undefined;

  constructor() {
    super();
    BenchSocket.latest = this;
    setImmediate(() => this.open());
  }
}
