import type { ReactiveController, ReactiveControllerHost } from 'lit';

const OPENED = 'DOMContentLoaded';

/** Tells insertion and removal of an element from a move: an element that is put elsewhere within one task never left. */
export class PresenceController implements ReactiveController {
  readonly #onChange: (isPresent: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPresent = false;

  /**
   * @param onChange called as soon as the page's deferred scripts have run, or else one task after an insertion or a removal; after
   * a removal nothing may stay alive
   */
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
    this.#cancel();
    if (isPresent === this.#isPresent) return;
    this.#timer = setTimeout(this.#settle);
    // The first frames of a page that is being opened go before timers. All its deferred scripts have run by then.
    document.addEventListener(OPENED, this.#onOpened);
  }

  /** Behind all who listen as well: they may still set something. */
  readonly #onOpened = (): void => window.addEventListener(OPENED, this.#settle);

  readonly #settle = (): void => {
    this.#cancel();
    this.#isPresent = !this.#isPresent;
    this.#onChange(this.#isPresent);
  };

  #cancel(): void {
    clearTimeout(this.#timer);
    document.removeEventListener(OPENED, this.#onOpened);
    window.removeEventListener(OPENED, this.#settle);
  }
}
