import type { ChatMessage } from '../../client/index.js';
import type { TranscriptMessage } from '../../client/message-store.js';

/** What the list draws: a row of a transcript, or a plain message that a page set by hand. */
export type ListMessage = ChatMessage & Partial<Pick<TranscriptMessage, 'key' | 'status' | 'own' | 'deleted' | 'error'>>;

/** The same for the life of a row. */
export function keyOf(message: ListMessage): string {
  return message.key ?? message.id;
}

/** What is left of a message whose deletion came when the transcript held it no more. */
export function withoutText(message: ListMessage): ListMessage {
  return { ...message, content: '', deleted: {} };
}
