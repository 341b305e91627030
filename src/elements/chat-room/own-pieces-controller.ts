import type { ReactiveController, ReactiveControllerHost } from 'lit';

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

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.#look());
    this.#observer.observe(this.#host, { childList: true, subtree: true });
    this.#look();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #look(): void {
    const needsList = !this.#isPlaced('ivs-chat-messages');
    const needsInput = !this.#isPlaced('ivs-chat-input');
    if (needsList === this.#needsList && needsInput === this.#needsInput) return;
    this.#needsList = needsList;
    this.#needsInput = needsInput;
    this.#host.requestUpdate();
  }

  #isPlaced(tag: 'ivs-chat-messages' | 'ivs-chat-input'): boolean {
    for (const piece of this.#host.querySelectorAll(tag)) {
      if (piece.closest('ivs-chat-room') === this.#host) return true;
    }
    return false;
  }
}
