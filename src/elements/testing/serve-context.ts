import { defaultContent } from '../content-settings.js';
import type { RoomContext } from '../room-context.js';
import { defaultStrings } from '../strings.js';

interface ContextRequest extends Event {
  readonly callback: (room: RoomContext, unsubscribe?: () => void) => void;
}

/** What a connected room tells of itself, where nothing was set and nothing is to be asked of it. */
export const plainContext = {
  ...defaultContent,
  state: 'connected',
  reconnecting: false,
  capabilities: ['SEND_MESSAGE'],
  writeBlock: undefined,
  maxLength: 500,
  density: 'comfortable',
  strings: defaultStrings,
  retry: () => Promise.resolve(),
  discard: () => undefined,
  deleteMessage: () => Promise.resolve(),
  disconnectUser: () => Promise.resolve(),
} as const satisfies Partial<RoomContext>;

/** Answers the pieces inside an element as a room does. Returns how to tell them that the context is another one. */
export function serveContext(element: HTMLElement, context: () => RoomContext): () => void {
  /** With what each piece leaves: always the same function, by which it knows its room. */
  const pieces = new Map<ContextRequest['callback'], () => void>();
  element.addEventListener('context-request', (event) => {
    event.stopPropagation();
    const { callback } = event as ContextRequest;
    const leave = (): void => void pieces.delete(callback);
    pieces.set(callback, leave);
    callback(context(), leave);
  });
  return () => {
    for (const [callback, leave] of [...pieces]) callback(context(), leave);
  };
}
