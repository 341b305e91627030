import { randomBytes } from 'node:crypto';
import { isTarget, SandboxFaults } from './sandbox-faults.js';
import type { ArrivedFrame, ControlCall, HookTarget, UpgradeAttempt } from './sandbox-hooks.js';
import { defaultRoomArn, defaultRoomRules, mergeRules, systemClock, type RoomRules, type SandboxClock, type SandboxOptions } from './sandbox-options.js';
import { SandboxRoom } from './sandbox-room.js';
import type { SandboxSocket } from './sandbox-socket.js';
import { SandboxTokens } from './sandbox-tokens.js';

const maxEntries = 10_000;

/** The newest entries of something, oldest first. */
class Journal<Entry> {
  #entries: Entry[] = [];

  add(entry: Entry): void {
    this.#entries.push(entry);
    if (this.#entries.length >= 2 * maxEntries) this.#entries = this.#entries.slice(-maxEntries);
  }

  get entries(): Entry[] {
    return this.#entries.slice(-maxEntries);
  }

  clear(): void {
    this.#entries = [];
  }
}

/** What the parts of one sandbox share. */
export class SandboxState {
  readonly clock: SandboxClock;
  readonly tokens: SandboxTokens;
  readonly tokensPerSecond: number | null;
  readonly faults = new SandboxFaults();
  readonly arrived = new Journal<ArrivedFrame>();
  readonly upgrades = new Journal<UpgradeAttempt>();
  readonly calls = new Journal<ControlCall>();
  readonly firstRoom: SandboxRoom;
  readonly #rooms = new Map<string, SandboxRoom>();
  readonly #rules: RoomRules;

  constructor(options: SandboxOptions) {
    this.clock = options.clock ?? systemClock;
    this.tokens = new SandboxTokens(this.clock);
    this.tokensPerSecond = options.tokensPerSecond === undefined ? 200 : options.tokensPerSecond;
    this.#rules = mergeRules(defaultRoomRules, options);
    this.firstRoom = this.createRoom({}, options.roomArn ?? defaultRoomArn);
  }

  createRoom(rules: Partial<RoomRules> = {}, arn = `${defaultRoomArn.slice(0, -12)}${randomBytes(6).toString('hex')}`): SandboxRoom {
    const room = new SandboxRoom(arn, mergeRules(this.#rules, rules), this.clock, this.faults);
    this.#rooms.set(arn, room);
    return room;
  }

  room(arn: string): SandboxRoom | undefined {
    return this.#rooms.get(arn);
  }

  /** The connections that a hook means. */
  sockets(target: HookTarget): SandboxSocket[] {
    return [...this.#rooms.values()].flatMap((room) => [...room.members.keys()].filter((socket) => isTarget(target, socket.info)));
  }
}
