import { defaultContent } from '../content-settings.js';
import type { RoomContext } from '../room-context.js';
import { RoomProvider } from '../room-provider.js';
import { defaultStrings } from '../strings.js';

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
  const provider = new RoomProvider(element);
  const tell = (): void => {
    provider.room = context();
  };
  tell();
  return tell;
}
