import { keyOf, type ListMessage } from './list-message.js';

/** Rows that are drawn while the list follows the newest message. */
export const MAX_ROWS = 200;
/** Rows before one that is looked up. */
const ROWS_BEFORE = 50;

/** Where the messages come from. */
export interface Transcript {
  /** How many it keeps. */
  readonly maxMessages: number;
  /** It is full, so what is missing from it may just be old. */
  readonly isFull: boolean;
  /** Whether a moderator deleted a message that it has let go of. */
  wasDeleted(messageId: string): boolean;
}

/** The rows of a list that follows the newest message. */
export function latestRows(messages: readonly ListMessage[]): readonly ListMessage[] {
  return messages.length > MAX_ROWS ? messages.slice(-MAX_ROWS) : messages;
}

/**
 * The rows of a list that somebody reads: what is drawn stays, even where the transcript had to let go of its oldest messages, and
 * new ones are appended below, up to as many as the transcript keeps. What was taken out of the transcript on purpose goes.
 *
 * @param drawn what the list shows now
 */
export function readingRows(messages: readonly ListMessage[], drawn: readonly ListMessage[], transcript: Transcript): readonly ListMessage[] {
  if (drawn.length === 0) return latestRows(messages);
  const positions = new Map(messages.map((message, index) => [keyOf(message), index]));
  const firstKept = drawn.findIndex((message) => positions.has(keyOf(message)));
  if (firstKept === -1 && !transcript.isFull) return latestRows(messages);
  const letGo = transcript.isFull ? drawn.slice(0, firstKept === -1 ? undefined : firstKept).filter(isSent) : [];
  const stillThere = letGo.map((message) => (!message.deleted && transcript.wasDeleted(message.id) ? withoutText(message) : message));
  const first = drawn[firstKept];
  const start = first === undefined ? 0 : (positions.get(keyOf(first)) ?? 0);
  return [...stillThere, ...messages.slice(start)].slice(0, MAX_ROWS + Math.max(transcript.maxMessages, 0));
}

/** The rows of a list that shows the message at `index`: some before it, and as many of the later ones as a reading list holds. */
export function rowsAround(messages: readonly ListMessage[], index: number, { maxMessages }: Transcript): readonly ListMessage[] {
  const start = Math.max(index - ROWS_BEFORE, 0);
  return messages.slice(start, start + MAX_ROWS + Math.max(maxMessages, 0));
}

function isSent(message: ListMessage): boolean {
  return (message.status ?? 'sent') === 'sent';
}

function withoutText(message: ListMessage): ListMessage {
  return { ...message, content: '', deleted: {} };
}

/** Counts what was added after the newest of the messages that were there before and still are. */
export function countNew(messages: readonly ListMessage[], before: readonly ListMessage[]): number {
  if (before.length === 0) return messages.length;
  const positions = new Map(messages.map((message, index) => [keyOf(message), index]));
  for (let i = before.length - 1; i >= 0; i--) {
    const message = before[i];
    const position = message && positions.get(keyOf(message));
    if (position !== undefined) return messages.length - 1 - position;
  }
  return messages.length;
}
