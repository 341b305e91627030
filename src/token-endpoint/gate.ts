import type { BanStore } from './ban-store.js';
import { EndpointError } from './endpoint-error.js';
import { describeError } from './log.js';
import { createRateLimiter, type RateLimitOptions } from './rate-limit.js';
import { textField, type RequestBody } from './request-body.js';
import { maxRoomIdentifierLength, RoomList } from './rooms.js';
import { checkGrant, type Authorize, type CheckedGrant, type TokenGrant } from './token-grant.js';

export interface GateOptions {
  readonly rooms: readonly string[];
  readonly authorize: Authorize;
  readonly rateLimit?: RateLimitOptions | undefined;
  readonly bans?: BanStore | undefined;
}

/** Somebody who passed: who, where, with which rights. */
export interface Pass extends CheckedGrant {
  readonly room: string;
  /** @throws EndpointError 403 when the user has been banned meanwhile. */
  refuseBanned(): Promise<void>;
}

/** Turns a request into a pass, or throws the EndpointError that answers it. */
export type Gate = (request: Request, body: RequestBody) => Promise<Pass>;

/** @param purpose Keeps the counts of different endpoints apart in a shared rate-limit store. */
export function createGate({ rooms, authorize, rateLimit, bans }: GateOptions, purpose: string): Gate {
  if (typeof authorize !== 'function') throw new TypeError(`authorize: expected a function, got ${typeof authorize}.`);
  const list = new RoomList(rooms);
  const limit = createRateLimiter(rateLimit);
  return async (request, body) => {
    const asked = textField(body, 'roomIdentifier', maxRoomIdentifierLength) ?? list.first;
    const grant = checkGrant(await ask(authorize, request, asked));
    const room = list.check(grant.room ?? asked);
    const refuseBanned = async () => {
      if (await isBanned(bans, room, grant.userId)) throw new EndpointError(403);
    };
    await refuseBanned();
    await limit(`${purpose} ${grant.userId}`);
    return { ...grant, room, refuseBanned };
  };
}

async function ask(authorize: Authorize, request: Request, roomIdentifier: string): Promise<TokenGrant | null | undefined> {
  try {
    return await authorize(request, { roomIdentifier });
  } catch (cause) {
    if (cause instanceof EndpointError) throw cause;
    throw new EndpointError(500, `authorize() failed: ${describeError(cause)}`, { cause });
  }
}

async function isBanned(bans: BanStore | undefined, room: string, userId: string): Promise<boolean> {
  try {
    return (await bans?.has(room, userId)) ?? false;
  } catch (cause) {
    throw new EndpointError(503, `The ban store failed: ${describeError(cause)}`, { cause });
  }
}
