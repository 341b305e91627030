import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { announceRoom, ensureContextRoot } from '../room-registry.js';

/** Tells pieces elsewhere in the page that a room is there, has another id, or is gone. */
export class AnnouncementController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #observer: MutationObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    ensureContextRoot(this.#host.ownerDocument);
    this.#observer = new MutationObserver(announceRoom);
    this.#observer.observe(this.#host, { attributes: true, attributeFilter: ['id'] });
    announceRoom();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    announceRoom();
  }
}
