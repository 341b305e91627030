import { roomContext, RoomContextEvent, type RoomCallback, type RoomContext } from './room-context.js';

/** Offers a room to those who ask from inside it, or ask it by its name. */
export class RoomProvider {
  readonly #host: HTMLElement;
  /** With what each of them leaves. */
  readonly #subscribers = new Map<RoomCallback, () => void>();
  #room: RoomContext | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
    host.addEventListener('context-request', (event: Event) => this.#onRequest(event as RoomContextEvent));
  }

  get room(): RoomContext | undefined {
    return this.#room;
  }

  /** Hands everybody another view of the room. */
  set room(room: RoomContext) {
    this.#room = room;
    for (const [callback, unsubscribe] of this.#subscribers) callback(room, unsubscribe);
  }

  /** The room was inserted, removed or renamed: whoever may belong to it asks again. */
  announce(): void {
    const { isConnected, ownerDocument } = this.#host;
    const event = new RoomContextEvent('context-provider', this.#host);
    (isConnected ? this.#host : ownerDocument).dispatchEvent(event);
  }

  #onRequest(event: RoomContextEvent): void {
    const { context, callback, subscribe } = event;
    const room = this.#room;
    if (context !== roomContext || room === undefined || callback === undefined) return;
    event.stopPropagation();
    if (!subscribe) return callback(room);
    const unsubscribe = this.#subscribers.get(callback) ?? (() => this.#subscribers.delete(callback));
    this.#subscribers.set(callback, unsubscribe);
    callback(room, unsubscribe);
  }
}
