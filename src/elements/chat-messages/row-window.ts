import { keyOf, type ListMessage } from './list-message.js';

/** Rows that are drawn while the list follows the newest message. */
export const MAX_ROWS = 200;

/** The rows of a list that follows the newest message. */
export function latestRows(messages: readonly ListMessage[]): readonly ListMessage[] {
  return messages.length > MAX_ROWS ? messages.slice(-MAX_ROWS) : messages;
}

/**
 * The rows of a list that somebody reads: what is drawn stays, even where the transcript had to let go of its oldest messages, and
 * new ones are appended below, up to `cap` of them. What was taken out of the transcript on purpose goes.
 *
 * @param drawn what the list shows now
 * @param cap how many messages the transcript keeps; `Infinity` when nothing but purpose takes one out
 */
export function readingRows(messages: readonly ListMessage[], drawn: readonly ListMessage[], cap: number): readonly ListMessage[] {
  if (drawn.length === 0) return latestRows(messages);
  const positions = new Map(messages.map((message, index) => [keyOf(message), index]));
  const firstKept = drawn.findIndex((message) => positions.has(keyOf(message)));
  // A transcript below its cap has let go of nothing by itself.
  const hasLetGo = messages.length >= cap;
  if (firstKept === -1 && !hasLetGo) return latestRows(messages);
  const letGo = hasLetGo ? drawn.slice(0, firstKept === -1 ? undefined : firstKept).filter(isSent) : [];
  const first = drawn[firstKept];
  const start = first === undefined ? 0 : (positions.get(keyOf(first)) ?? 0);
  return [...letGo, ...messages.slice(start)].slice(0, MAX_ROWS + Math.min(cap, messages.length));
}

function isSent(message: ListMessage): boolean {
  return (message.status ?? 'sent') === 'sent';
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
