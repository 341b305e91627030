import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Knows whether the browser says that it has no network, and updates its host when that changes. */
export class OfflineController implements ReactiveController {
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** `false` where nothing is known, as on a server. */
  get isOffline(): boolean {
    return globalThis.navigator?.onLine === false;
  }

  hostConnected(): void {
    window.addEventListener('online', this.#onChange);
    window.addEventListener('offline', this.#onChange);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#onChange);
    window.removeEventListener('offline', this.#onChange);
  }

  readonly #onChange = (): void => this.#host.requestUpdate();
}
