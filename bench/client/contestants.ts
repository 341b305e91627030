import * as official from 'amazon-ivs-chat-messaging';
import * as ours from '../../src/client/index.js';

/** What both clients have in common, as far as the benchmark needs it. */
export interface Room {
  readonly state: string;
  connect(): void;
  disconnect(): void;
  addListener(name: 'message' | 'connect' | 'disconnect', listener: (...args: never[]) => void): () => void;
}

export type Name = 'ours' | 'official';

export interface RoomOptions {
  readonly regionOrUrl: string;
  readonly tokenProvider: () => Promise<{ token: string; sessionExpirationTime?: Date; tokenExpirationTime?: Date }>;
}

/** Ours as it comes; the official one at its quietest level, since at its default it writes every message to the console. */
export function makeRoom(name: Name, options: RoomOptions): Room {
  if (name === 'ours') return new ours.ChatRoom(options) as unknown as Room;
  const room = new official.ChatRoom(options);
  room.logLevel = 'error';
  // Even there it writes an error to the console for each lost socket, token included.
  room.logger = { debug() {}, info() {}, error() {} };
  return room as unknown as Room;
}

export async function connected(room: Room): Promise<void> {
  const open = new Promise<void>((resolve) => {
    const stop = room.addListener('connect', () => {
      stop();
      resolve();
    });
  });
  room.connect();
  await open;
}
