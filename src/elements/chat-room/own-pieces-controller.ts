import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { IvsChatInput } from '../chat-input/ivs-chat-input.js';

/**
 * Knows, live, which pieces the page placed inside a room, so that the room leaves out its own. List and input are decided
 * separately; a piece that stands in a room within this room belongs to that one.
 */
export class OwnPiecesController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #observer: MutationObserver | undefined;
  #needsList = true;
  #needsInput = true;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The page placed no list in the room. */
  get needsList(): boolean {
    return this.#needsList;
  }

  /** The page placed no input in the room. */
  get needsInput(): boolean {
    return this.#needsInput;
  }

  /** Something is written in the room's own input. */
  get hasDraft(): boolean {
    return (this.#ownInput?.value ?? '') !== '';
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.#look());
    this.#observer.observe(this.#host, { childList: true, subtree: true });
    this.#look();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  hostUpdate(): void {
    if (!this.#needsInput) this.#passOn();
  }

  /** What was begun in the room's own input goes on in the one that the page placed later. */
  #passOn(): void {
    const own = this.#ownInput;
    const placed = this.#placed('ivs-chat-input');
    if (!own || !placed) return;
    if (this.hasDraft) placed.value = placed.value === '' ? own.value : `${own.value}\n${placed.value}`;
    if (this.#host.shadowRoot?.activeElement === own) placed.focus();
  }

  get #ownInput(): IvsChatInput | null | undefined {
    return this.#host.shadowRoot?.querySelector('ivs-chat-input');
  }

  #look(): void {
    const needsList = this.#placed('ivs-chat-messages') === undefined;
    const needsInput = this.#placed('ivs-chat-input') === undefined;
    if (needsList === this.#needsList && needsInput === this.#needsInput) return;
    this.#needsList = needsList;
    this.#needsInput = needsInput;
    this.#host.requestUpdate();
  }

  #placed<Tag extends 'ivs-chat-messages' | 'ivs-chat-input'>(tag: Tag): HTMLElementTagNameMap[Tag] | undefined {
    for (const piece of this.#host.querySelectorAll(tag)) {
      if (piece.closest('ivs-chat-room') === this.#host) return piece;
    }
    return undefined;
  }
}
