import { IvsChatBeforeSendEvent, IvsChatSendEvent } from '../events.js';
import type { RoomContext } from '../room-context.js';
import type { RoomLink } from '../room-link.js';
import { isTakenOver } from '../taken-over.js';
import type { InputProblem } from './input-problem.js';
import { countCodePoints, maxLengthIn } from './message-length.js';
import type { ProblemLine } from './problem-line.js';
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
  readonly #problemLine: ProblemLine;
  readonly #isInert: () => boolean;

  /** @param isInert whether nobody can write */
  constructor(input: DraftInput, link: RoomLink, problemLine: ProblemLine, isInert: () => boolean) {
    this.#input = input;
    this.#link = link;
    this.#problemLine = problemLine;
    this.#isInert = isInert;
  }

  /** @returns whether the message was handed over */
  send(): boolean {
    const input = this.#input;
    const draft = input.value.trim();
    if (draft === '' || this.#isInert()) return false;
    if (this.#refuses(input.value)) return false;

    const event = new IvsChatBeforeSendEvent({ content: draft, attributes: {} });
    input.dispatchEvent(event);
    if (event.defaultPrevented) {
      if (input.value !== '') this.#problemLine.show({ kind: 'held' });
      return false;
    }
    // Whoever heard of it may have changed anything.
    const content = plainText(event.detail.content);
    if (content.trim() === '' || this.#isInert() || this.#refuses(content)) return false;
    return this.#handOver(content, { ...event.detail.attributes });
  }

  #refuses(content: string): boolean {
    const problem = this.#problemOf(content);
    if (problem !== undefined) this.#problemLine.show(problem);
    return problem !== undefined;
  }

  #problemOf(content: string): InputProblem | undefined {
    const { room } = this.#link;
    const limit = maxLengthIn(room);
    if (countCodePoints(content) > limit) return { kind: 'over-limit', limit };
    return room?.writeBlock === 'disconnected' || this.#awaitsRoom ? { kind: 'offline' } : undefined;
  }

  /** It belongs to a room that is not there yet, so it must not act as if it was alone. */
  get #awaitsRoom(): boolean {
    return this.#link.room === undefined && (this.#input.htmlFor !== '' || this.#input.closest('ivs-chat-room') !== null);
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
    // A message that never left has no row that keeps its text.
    const isKept = store.messages.some((row) => row.status === 'failed' && row.content === content);
    if (!isKept) input.value = input.value === '' ? draft : `${draft}\n${input.value}`;
    if (!isTakenOver(error)) this.#problemLine.showFailure(error, store);
  }
}
