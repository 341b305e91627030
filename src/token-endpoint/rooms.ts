import { EndpointError } from './endpoint-error.js';
import { quote } from './log.js';

const roomArn = /^arn:aws[\w-]*:ivschat:([a-z0-9-]+):\d+:room\/[\w-]+$/;
export const maxRoomIdentifierLength = 128;

/** The rooms of an endpoint: a closed list, the first is the default. */
export class RoomList {
  readonly #rooms: ReadonlySet<string>;
  readonly first: string;

  /** @throws TypeError when the list is empty or an entry is no room ARN. */
  constructor(rooms: readonly string[]) {
    for (const room of rooms) {
      if (typeof room !== 'string' || room.length > maxRoomIdentifierLength || !roomArn.test(room)) {
        throw new TypeError(`rooms: expected ARNs such as "arn:aws:ivschat:us-west-2:123456789012:room/AbCdEf", got ${quote(String(room))}.`);
      }
    }
    const [first] = rooms;
    if (first === undefined) throw new TypeError('rooms: expected at least one room ARN, got none.');
    this.first = first;
    this.#rooms = new Set(rooms);
  }

  /** @throws EndpointError 403 for a room that is not in the list. */
  check(room: string): string {
    if (!this.#rooms.has(room)) throw new EndpointError(403);
    return room;
  }
}

/** The AWS region that a room's ARN names. */
export function regionOf(room: string): string {
  return roomArn.exec(room)?.[1] ?? '';
}
