import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells insertion and removal of an element from a move: an element that is put elsewhere within one task never left. */
export class PresenceController implements ReactiveController {
  readonly #onChange: (isPresent: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPresent = false;

  /** @param onChange called one task after insertion, and one after removal: then nothing may stay alive */
  constructor(host: ReactiveControllerHost, onChange: (isPresent: boolean) => void) {
    this.#onChange = onChange;
    host.addController(this);
  }

  get isPresent(): boolean {
    return this.#isPresent;
  }

  hostConnected(): void {
    this.#become(true);
  }

  hostDisconnected(): void {
    this.#become(false);
  }

  #become(isPresent: boolean): void {
    clearTimeout(this.#timer);
    if (isPresent === this.#isPresent) return;
    this.#timer = setTimeout(() => {
      this.#isPresent = isPresent;
      this.#onChange(isPresent);
    });
  }
}
