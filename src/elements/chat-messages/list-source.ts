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

  /** Takes the messages that a page set by hand; `undefined`, or a framework's `null`, goes back to the room's. */
  setMessages(messages: readonly ListMessage[] | undefined): void {
    const given: unknown = messages ?? [];
    this.#isByHand = messages != null;
    const list: readonly ListMessage[] = Array.isArray(given) ? given.filter(isMessage) : [];
    if ((given as typeof list).length !== list.length) console.warn('<ivs-chat-messages>: `messages` takes an array of messages; anything else is not shown.');
    this.#page.set(list);
  }
}

/** As far as a row needs it. */
function isMessage(value: unknown): value is ListMessage {
  return Boolean((value as ListMessage | null | undefined)?.sender);
}
