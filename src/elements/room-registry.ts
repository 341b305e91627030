import { ContextRoot } from '@lit/context';

/**
 * Who wants to know that a room appeared, disappeared or changed its id. Rooms announce themselves, so that a piece with `for`
 * finds its room late without watching the whole document.
 */
const listeners = new Set<() => void>();

/** Documents that have a context root, so that pieces upgraded before their room still find it. */
const rootedDocuments = new WeakSet<Document>();

/** Called by a room when it was inserted, removed or renamed. */
export function announceRoom(): void {
  for (const listener of [...listeners]) listener();
}

/** Calls back at every announcement until the returned function is called. */
export function onRoomAnnounced(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Buffers unanswered context requests, once per document. Called at first insertion, never at import: a server has no document. */
export function ensureContextRoot(document: Document): void {
  if (rootedDocuments.has(document)) return;
  rootedDocuments.add(document);
  new ContextRoot().attach(document.documentElement);
}
