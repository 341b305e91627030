import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface PresenceHandlers {
  /** One task after insertion. */
  onPresent(): void;
  /** One task after removal: nothing may stay alive. */
  onAbsent(): void;
}

/** Tells insertion and removal of an element from a move: an element that is put elsewhere within one task never left. */
export class PresenceController implements ReactiveController {
  readonly #handlers: PresenceHandlers;
  #arrival: ReturnType<typeof setTimeout> | undefined;
  #departure: ReturnType<typeof setTimeout> | undefined;
  #isPresent = false;

  constructor(host: ReactiveControllerHost, handlers: PresenceHandlers) {
    this.#handlers = handlers;
    host.addController(this);
  }

  get isPresent(): boolean {
    return this.#isPresent;
  }

  hostConnected(): void {
    clearTimeout(this.#departure);
    if (this.#isPresent) return;
    this.#arrival = setTimeout(() => {
      this.#isPresent = true;
      this.#handlers.onPresent();
    });
  }

  hostDisconnected(): void {
    clearTimeout(this.#arrival);
    if (!this.#isPresent) return;
    this.#departure = setTimeout(() => {
      this.#isPresent = false;
      this.#handlers.onAbsent();
    });
  }
}
