import { ChatRoom, type ChatToken, type ChatTokenRequest, type WakeUpReason } from '../index.js';
import type { InternalConfig } from '../room-options.js';
import { createFakeSockets, type FakeSocket } from './fake-socket.js';
import { HandClock, settle } from './hand-clock.js';

/** A room on a hand-turned clock, with fake sockets and a record of what it told. */
export interface RoomRig {
  readonly room: ChatRoom;
  readonly clock: HandClock;
  readonly sockets: FakeSocket[];
  /** Calls of the token provider. */
  readonly tokenCalls: ChatTokenRequest[];
  /** The events so far, such as `connecting 1`, `connect`, `disconnect socketError`. */
  readonly events: string[];
  /** What `random` gives; 0 at first, which makes every back-off come at once. */
  chance: number;
  readonly wake: (reason: WakeUpReason) => void;
  /** Whether the room watches for wake-ups. */
  readonly isWatching: boolean;
  /** The newest socket. */
  readonly socket: FakeSocket;
  /** Connects and opens. */
  open(): Promise<FakeSocket>;
}

export function createRig(config: Partial<InternalConfig> & { readonly token?: (call: number) => ChatToken | Promise<ChatToken> } = {}): RoomRig {
  const { WebSocket, sockets } = createFakeSockets();
  const clock = new HandClock();
  const tokenCalls: ChatTokenRequest[] = [];
  const events: string[] = [];
  const state = { chance: 0, wake: undefined as ((reason: WakeUpReason) => void) | undefined };
  const { token = (call) => ({ token: `token-${call}` }), ...options } = config;
  const roomConfig: InternalConfig = {
    regionOrUrl: 'us-west-2',
    tokenProvider: async (request) => {
      tokenCalls.push(request);
      return token(tokenCalls.length);
    },
    WebSocket,
    clock,
    random: () => state.chance,
    wakeUp: (wake) => {
      state.wake = wake;
      return () => (state.wake = undefined);
    },
    ...options,
  };
  const room = new ChatRoom(roomConfig);
  room.logger = { debug() {}, info() {}, error() {} };
  room.addListener('connecting', ({ attempt }) => events.push(`connecting ${attempt}`));
  room.addListener('connect', () => events.push('connect'));
  room.addListener('disconnect', (reason) => events.push(`disconnect ${reason}`));
  room.addListener('message', (message) => events.push(`message ${message.content}`));
  return {
    room,
    clock,
    sockets,
    tokenCalls,
    events,
    get chance() {
      return state.chance;
    },
    set chance(value) {
      state.chance = value;
    },
    wake: (reason) => state.wake?.(reason),
    get isWatching() {
      return state.wake !== undefined;
    },
    get socket() {
      return sockets.at(-1)!;
    },
    async open() {
      room.connect();
      await settle();
      const socket = sockets.at(-1)!;
      socket.open();
      return socket;
    },
  };
}

/** A token whose session, by the server's clock, lasts so many minutes. */
export function sessionToken(minutes: number, call = 1): ChatToken {
  const made = Date.parse('2001-01-01T00:00:00Z');
  return {
    token: `token-${call}`,
    tokenExpirationTime: new Date(made + 60_000),
    sessionExpirationTime: new Date(made + minutes * 60_000),
  };
}
