import { describeRequestError } from '../error-text.js';
import { IvsChatBeforeSendEvent, IvsChatSendEvent } from '../events.js';
import type { RoomContext } from '../room-context.js';
import type { RoomLink } from '../room-link.js';
import { isTakenOver } from '../taken-over.js';
import type { InputProblem } from './input-problem.js';
import { countCodePoints, maxLengthIn } from './message-length.js';
import { plainText } from './text-box.js';

/** The input that a draft is written in. */
export interface DraftInput extends HTMLElement {
  readonly htmlFor: string;
  value: string;
  clear(): void;
}

/** Takes a draft to its room, or to the page where there is none, and back into the box when it was not taken. */
export class DraftSender {
  readonly #input: DraftInput;
  readonly #link: RoomLink;
  readonly #isInert: () => boolean;
  readonly #tell: (problem: InputProblem) => void;

  /** @param isInert whether nobody can write @param tell called with the reason why a draft was not taken */
  constructor(input: DraftInput, link: RoomLink, isInert: () => boolean, tell: (problem: InputProblem) => void) {
    this.#input = input;
    this.#link = link;
    this.#isInert = isInert;
    this.#tell = tell;
  }

  /** @returns whether the message was handed over */
  send(): boolean {
    const input = this.#input;
    const draft = input.value.trim();
    if (draft === '' || this.#isInert() || this.#refuses(input.value)) return false;

    const { room } = this.#link;
    const event = new IvsChatBeforeSendEvent({ content: draft, attributes: {} });
    input.dispatchEvent(event);
    if (event.defaultPrevented) {
      const { value } = input;
      if (value !== '') this.#tell({ text: (strings) => strings.draftHeld, isSettled: () => input.value !== value });
      return false;
    }
    // Whoever heard of it may have changed anything, and taken the input out of its room.
    const content = plainText(event.detail.content);
    if (content.trim() === '' || this.#isInert() || (room && !this.#link.room) || this.#refuses(content)) return false;
    return this.#handOver(content, { ...event.detail.attributes });
  }

  #refuses(content: string): boolean {
    const input = this.#input;
    const { value } = input;
    const limit = maxLengthIn(this.#link.room);
    if (this.#isTooLong(content)) {
      const isSettled = (): boolean => !this.#isTooLong(input.value === value ? content : input.value);
      this.#tell({ text: (strings) => strings.draftTooLong(limit), isSettled });
      return true;
    }
    if (!this.#isOffline()) return false;
    this.#tell({ text: (strings) => strings.draftOffline, isSettled: () => input.value === '' || !this.#isOffline() });
    return true;
  }

  #isTooLong(content: string): boolean {
    return countCodePoints(content) > maxLengthIn(this.#link.room);
  }

  /** A room that is not there yet counts too: its input must not act as if it was alone. */
  #isOffline(): boolean {
    const { room } = this.#link;
    if (room) return room.writeBlock === 'disconnected';
    return Boolean(this.#input.htmlFor || this.#input.closest('ivs-chat-room'));
  }

  #handOver(content: string, attributes: Record<string, string>): boolean {
    const input = this.#input;
    const { room } = this.#link;
    if (room) {
      const draft = input.value;
      room.send(content, attributes).catch((error: unknown) => this.#onFailed(error, room, content, draft));
      input.clear();
      return true;
    }
    const event = new IvsChatSendEvent({ content, attributes });
    input.dispatchEvent(event);
    if (!event.defaultPrevented) input.clear();
    return !event.defaultPrevented;
  }

  #onFailed(error: unknown, { store }: RoomContext, content: string, draft: string): void {
    const input = this.#input;
    const failed = () => store.messages.filter(({ status }) => status === 'failed');
    // A message that never left has no row that keeps its text.
    const isKept = failed().some((row) => row.content === content);
    if (!isKept) input.value = input.value === '' ? draft : `${draft}\n${input.value}`;
    if (isTakenOver(error)) return;
    this.#tell({
      text: (strings) => strings.notSent(describeRequestError(error, 'send', strings)),
      // Once the failed rows of the list were sent again or discarded, the line would be stale.
      isSettled: () => isKept && failed().length === 0,
    });
  }
}
