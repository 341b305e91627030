import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Keeps the focus in a room when what had it goes away: a notice with its button, or the input. Otherwise whoever uses the
 * keyboard would be back at the beginning of the page.
 */
export class FocusController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #focused: Element | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#focused = this.#host.shadowRoot?.activeElement ?? this.#host.querySelector(':focus');
  }

  hostUpdated(): void {
    const focused = this.#focused;
    this.#focused = null;
    if (focused?.checkVisibility() === false) this.#focusPanel();
  }

  #focusPanel(): void {
    const panel = this.#host.shadowRoot?.querySelector<HTMLElement>('.base');
    if (!panel) return;
    // Only for now: a click into the room does not take the focus.
    panel.tabIndex = -1;
    panel.addEventListener('blur', () => panel.removeAttribute('tabindex'), { once: true });
    panel.focus({ preventScroll: true });
  }
}
