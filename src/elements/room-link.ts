import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { roomContext, type RoomContext } from './room-context.js';
import { ensureContextRoot, onRoomAnnounced } from './room-registry.js';

/** A piece of a room: names its room with `htmlFor`, or stands inside it. */
export interface RoomPiece extends ReactiveControllerHost, HTMLElement {
  /** The id of the room, or `''` for the room it stands in; `null` once the attribute was removed. */
  readonly htmlFor: string;
}

/**
 * Finds the room of a list or an input: the one that `for` names, or else the one around the piece. A piece that names a room
 * gets no other one while the named one is missing; it is found late, and left when it goes.
 *
 * The piece calls `update()` when its `htmlFor` changes. It gets `onChange` whenever `room` is another value, and a host update; and
 * `onArrival` whenever the room's transcript changes.
 */
export class RoomLink implements ReactiveController {
  readonly #piece: RoomPiece;
  readonly #onChange: (room: RoomContext | undefined) => void;
  readonly #onArrival: () => void;
  #found: RoomContext | undefined;
  #room: RoomContext | undefined;
  /** The element asked: the named room, or the piece itself, whose request climbs to the room around it. */
  #asked: Element | undefined;
  #unsubscribe: (() => void) | undefined;
  #stopListening: (() => void) | undefined;
  #stopHearing: (() => void) | undefined;

  constructor(piece: RoomPiece, onChange: (room: RoomContext | undefined) => void, onArrival: () => void) {
    this.#piece = piece;
    this.#onChange = onChange;
    this.#onArrival = onArrival;
    piece.addController(this);
  }

  /** The room as it is now; a new object whenever something slow-changing in it changed. `undefined` without a room, or outside the document. */
  get room(): RoomContext | undefined {
    return this.#room;
  }

  /** Searches again: the piece's `htmlFor` changed. */
  update(): void {
    if (this.#stopListening !== undefined) this.#search();
  }

  hostConnected(): void {
    ensureContextRoot(this.#piece.ownerDocument);
    this.#stopListening = onRoomAnnounced(() => this.#search());
    this.#search();
  }

  hostDisconnected(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#leave();
    this.#publish();
  }

  #search(): void {
    const target = this.#piece.htmlFor ? this.#named() : this.#piece;
    if (target !== undefined && target === this.#asked) return;
    this.#leave();
    this.#asked = target;
    if (target === this.#piece) {
      target.dispatchEvent(new ContextEvent(roomContext, this.#piece, this.#onRoomAround, true));
    } else if (target !== undefined) {
      this.#askNamed(target);
    }
    this.#publish();
  }

  /** The named room, once it is one: an element that has not been upgraded yet would let the request pass to a room around it. */
  #named(): Element | undefined {
    const id = this.#piece.htmlFor;
    const root = this.#piece.getRootNode();
    const inRoot = root instanceof ShadowRoot ? root.getElementById(id) : null;
    const found = inRoot ?? this.#piece.ownerDocument.getElementById(id);
    return found?.matches(':defined') ? found : undefined;
  }

  /**
   * Asks one room and no other: the request does not bubble, and only the first answer counts. A provider may ask its
   * subscribers to search again from where they stand, and another room may answer that; it is turned away.
   */
  #askNamed(target: Element): void {
    const callback = (room: RoomContext, unsubscribe?: () => void) => {
      if (this.#asked !== target || (this.#unsubscribe !== undefined && this.#unsubscribe !== unsubscribe)) {
        unsubscribe?.();
        return;
      }
      this.#receive(room, unsubscribe);
    };
    const request = { context: roomContext, contextTarget: this.#piece, callback, subscribe: true };
    target.dispatchEvent(Object.assign(new Event('context-request'), request));
  }

  /** Keeps its identity, which the context root and providers compare. A different `unsubscribe` means a nearer room took over. */
  readonly #onRoomAround = (room: RoomContext, unsubscribe?: () => void): void => {
    if (this.#asked !== this.#piece) {
      unsubscribe?.();
      return;
    }
    if (this.#unsubscribe !== unsubscribe) this.#unsubscribe?.();
    this.#receive(room, unsubscribe);
  };

  #receive(room: RoomContext, unsubscribe: (() => void) | undefined): void {
    this.#unsubscribe = unsubscribe;
    this.#found = room;
    this.#publish();
  }

  #leave(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#found = undefined;
    this.#asked = undefined;
  }

  #publish(): void {
    const room = this.#found;
    const before = this.#room;
    if (room === before) return;
    this.#room = room;
    if (room?.store !== before?.store) {
      this.#stopHearing?.();
      this.#stopHearing = room?.store.subscribe(this.#onArrival);
    }
    this.#onChange(room);
    this.#piece.requestUpdate();
  }
}
