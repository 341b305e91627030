import type { RoomContext } from '../room-context.js';
import { defaultStrings, type Strings } from '../strings.js';
import type { ListMessage } from './list-message.js';
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

  /** Takes the messages that a page set by hand; `undefined` goes back to the room's. */
  setMessages(messages: readonly ListMessage[] | undefined): void {
    const isList = Array.isArray(messages);
    this.#isByHand = messages !== undefined;
    if (this.#isByHand && !isList) console.warn('<ivs-chat-messages>: `messages` is not an array; nothing is shown.');
    this.#page.set(isList ? messages : []);
  }
}
