/** Somebody who gets no tokens for a room. */
export interface Ban {
  /** The room's ARN. */
  readonly room: string;
  readonly userId: string;
  readonly reason?: string;
  /** The moderator's user id. */
  readonly bannedBy?: string;
  /** ISO 8601, UTC. */
  readonly bannedAt: string;
}

/** Where bans are kept: a table, a file, Redis. Give the same one to the token endpoint and to moderation. */
export interface BanStore {
  has(room: string, userId: string): boolean | Promise<boolean>;
  /** Replaces an earlier ban of the same user. */
  add(ban: Ban): void | Promise<void>;
  /** Does nothing when there is no such ban. */
  remove(room: string, userId: string): void | Promise<void>;
}

/** Forgets everything when the process ends, and knows nothing of other instances. */
export class MemoryBanStore implements BanStore {
  readonly #bans = new Map<string, Ban>();

  has(room: string, userId: string): boolean {
    return this.#bans.has(keyOf(room, userId));
  }

  add(ban: Ban): void {
    this.#bans.set(keyOf(ban.room, ban.userId), ban);
  }

  remove(room: string, userId: string): void {
    this.#bans.delete(keyOf(room, userId));
  }

  list(): readonly Ban[] {
    return [...this.#bans.values()];
  }
}

/** An ARN holds no space, so no two pairs share a key. */
function keyOf(room: string, userId: string): string {
  return `${room} ${userId}`;
}
