import { ContextRoot } from '@lit/context';

/**
 * Told to the window when a room appeared, disappeared or changed its id, so that a piece with `for` finds its room late without
 * watching the whole document. An event, as the room may come from another copy of this package. No page needs to hear it.
 */
const announcement = 'ivs-chat-rooms';

/** Documents that have a context root, so that pieces upgraded before their room still find it. */
const rootedDocuments = new WeakSet<Document>();

/** Called by a room when it was inserted, removed or renamed. */
export function announceRoom(): void {
  const event = new Event(announcement);
  dispatchEvent(event);
}

/** Calls back at every announcement until the returned function is called. */
export function onRoomAnnounced(listener: () => void): () => void {
  addEventListener(announcement, listener);
  return () => removeEventListener(announcement, listener);
}

/** Buffers unanswered context requests, once per document. Called at first insertion, never at import: a server has no document. */
export function ensureContextRoot(document: Document): void {
  if (rootedDocuments.has(document)) return;
  rootedDocuments.add(document);
  new ContextRoot().attach(document.documentElement);
}
