import type { ChatEvent, ChatMessage, ChatUser, DeleteMessageEvent, DisconnectUserEvent } from '../../client/index.js';
import { MessageStore } from '../../client/message-store.js';
import { defined } from '../defined.js';
import { IvsChatEventEvent, IvsChatMessageEvent, IvsChatModerationEvent, IvsChatSendEvent } from '../events.js';

/** What is said in a room: brings arrivals into the transcript first, then to the page as events of the element. */
export class RoomConversation {
  readonly store = new MessageStore();
  readonly #element: HTMLElement;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** A message that is here already, from the other socket of a handover, is not told twice. */
  onMessage(message: ChatMessage): void {
    if (!this.store.add(message)) return;
    const event = new IvsChatMessageEvent({ message });
    this.#element.dispatchEvent(event);
  }

  onAccepted(message: ChatMessage): void {
    const event = new IvsChatSendEvent({ content: message.content, attributes: message.attributes ?? {}, message });
    this.#element.dispatchEvent(event);
  }

  onMessageDelete({ messageId, reason }: DeleteMessageEvent): void {
    const row = this.store.delete(messageId, reason);
    const detail = defined({ action: 'delete-message' as const, messageId, userId: row?.sender.userId, reason, self: row?.own ?? false });
    const event = new IvsChatModerationEvent(detail);
    this.#element.dispatchEvent(event);
  }

  onUserDisconnect({ userId, reason }: DisconnectUserEvent, user: ChatUser | undefined): void {
    const event = new IvsChatModerationEvent(defined({ action: 'disconnect-user' as const, userId, reason, self: userId === user?.userId }));
    this.#element.dispatchEvent(event);
  }

  onEvent(chatEvent: ChatEvent): void {
    const event = new IvsChatEventEvent({ event: chatEvent });
    this.#element.dispatchEvent(event);
  }

  /** Forgets everything, unsent messages too: they were meant for another room. */
  forget(): void {
    this.store.clear();
    for (const row of this.store.messages) this.store.remove(row.key);
  }
}
