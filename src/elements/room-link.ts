import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { roomContext, RoomContextEvent, type RoomCallback, type RoomContext } from './room-context.js';

/** A piece of a room: names its room with `htmlFor`, or stands inside it. */
export interface RoomPiece extends ReactiveControllerHost, HTMLElement {
  /** The id of the room, or `''` for the room it stands in. */
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
  #callback: RoomCallback | undefined;
  #unsubscribe: (() => void) | undefined;
  #stopHearing: (() => void) | undefined;
  /** While the piece stands in the document. */
  #listening: AbortController | undefined;

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
    if (this.#piece.isConnected) this.#search();
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    // A room that comes late asks for those who need one.
    this.#piece.ownerDocument.addEventListener('context-provider', this.#onProvider, this.#listening);
    this.#search();
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.#leave();
    this.#publish();
  }

  readonly #onProvider = (event: Event): void => {
    if ((event as RoomContextEvent).context === roomContext) this.#search();
  };

  #search(): void {
    const piece = this.#piece;
    const target = piece.htmlFor === '' ? piece : this.#named();
    if (target !== this.#asked) {
      this.#leave();
      this.#asked = target;
    }
    // Also where it has been answered: a nearer room may have come.
    target?.dispatchEvent(new RoomContextEvent('context-request', piece, (this.#callback ??= this.#createCallback()), target === piece));
    this.#publish();
  }

  #named(): Element | undefined {
    const id = this.#piece.htmlFor;
    const root = this.#piece.getRootNode();
    const inRoot = root instanceof ShadowRoot ? root.getElementById(id) : null;
    return inRoot ?? this.#piece.ownerDocument.getElementById(id) ?? undefined;
  }

  /** Keeps its identity as long as one element is asked, so that no room has it twice. */
  #createCallback(): RoomCallback {
    const callback: RoomCallback = (room, unsubscribe) => {
      // Something that kept the request has sent it again, too late.
      if (this.#callback !== callback) return unsubscribe?.();
      if (this.#unsubscribe !== unsubscribe) this.#unsubscribe?.();
      this.#unsubscribe = unsubscribe;
      this.#found = room;
      this.#publish();
    };
    return callback;
  }

  #leave(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = this.#callback = this.#found = this.#asked = undefined;
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
