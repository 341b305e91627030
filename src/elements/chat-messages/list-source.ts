import type { RoomContext } from '../room-context.js';
import { defaultStrings, type Strings } from '../strings.js';
import { warnOnce } from '../warn-once.js';
import { keyOf, type ListMessage } from './list-message.js';
import { MessageBodies } from './message-body.js';
import { MessageDecorations } from './message-decoration.js';
import { PageTranscript, type Transcript } from './transcript.js';

/** Where the parts of a list look up what it shows: the transcript of its room or of its page, and what the page does with it. */
export class ListSource {
  room: RoomContext | undefined;
  decorations = new MessageDecorations(undefined);
  bodies = new MessageBodies(undefined);
  readonly #page = new PageTranscript();
  #isByHand = false;

  get transcript(): Transcript {
    return (this.#isByHand ? undefined : this.room?.store) ?? this.#page;
  }

  get strings(): Strings {
    return this.room?.strings ?? defaultStrings;
  }

  /** Whether the page hides a message. */
  readonly isHidden = (message: ListMessage): boolean => this.decorations.of(message).hidden === true;

  /** Takes the messages that a page set by hand; `undefined`, or a framework's `null`, goes back to the room's. */
  setMessages(messages: readonly ListMessage[] | undefined): void {
    this.#isByHand = messages != null;
    // What is no array becomes one thing in an array.
    const all: readonly unknown[] = [messages ?? []].flat();
    const list = all.filter(isMessage);
    if (list.length < all.length) warnOnce('<ivs-chat-messages>: `messages` takes an array of messages; anything else is not shown.');
    this.#page.set(list);
  }
}

/** As far as a row needs it: somebody wrote it, and it has a key of its own. */
function isMessage(value: unknown): value is ListMessage {
  const message = value as ListMessage | null | undefined;
  return message?.sender != null && typeof keyOf(message) === 'string';
}
