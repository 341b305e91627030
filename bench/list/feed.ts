import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../demo/server/sandbox.js';
import { frameText, makeMessage } from './message-maker.js';

/** Messages may be due for a little while before they are sent together. */
const tickMs = 2;

/** Speaks into one room of the sandbox, through its sockets. */
export class Feed {
  readonly roomArn: string;
  readonly #sandbox: Sandbox;
  readonly #ids: string[] = [];
  #sent = 0;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    this.roomArn = sandbox.hooks.createRoom().roomArn;
  }

  /** Messages sent so far. */
  get sent(): number {
    return this.#sent;
  }

  /** How many viewers listen. */
  get listeners(): number {
    return this.#sandbox.hooks.connections({ roomArn: this.roomArn }).length;
  }

  /** So many messages a second, spread evenly. A sender that falls behind catches up. */
  async stream(perSecond: number, seconds: number): Promise<void> {
    const total = Math.round(perSecond * seconds);
    const started = performance.now();
    for (let done = 0; done < total; ) {
      const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * perSecond) + 1);
      for (; done < due; done++) this.#send();
      await sleep(tickMs);
    }
  }

  /** All at once: their frames are written together, so that the reader sets the pace. */
  burst(count: number): void {
    const frames = Array.from({ length: count }, () => webSocketFrame(frameText(++this.#sent)));
    this.#sandbox.hooks.send({ roomArn: this.roomArn, raw: Buffer.concat(frames).toString('base64') });
  }

  /** Deletes a message that was streamed, so many before the newest. */
  deleteMessage(before: number): void {
    const id = this.#ids.at(-1 - before);
    if (id !== undefined) this.#sandbox.hooks.deleteMessage({ roomArn: this.roomArn, id });
  }

  #send(): void {
    const { content, sender } = makeMessage(++this.#sent);
    const { roomArn } = this;
    const { id } = this.#sandbox.hooks.sendMessage({ roomArn, content, userId: sender.userId, senderAttributes: sender.attributes });
    this.#ids.push(id);
    if (this.#ids.length > 2_000) this.#ids.splice(0, 1_000);
  }
}

/** A text frame as a server writes it (RFC 6455, section 5.2). */
function webSocketFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const header = length < 126 ? Buffer.from([0x81, length]) : Buffer.from([0x81, 126, length >> 8, length & 0xff]);
  return Buffer.concat([header, payload]);
}
