import type { DisconnectCause, DisconnectReason } from './room-events.js';
import type { ChatTiming } from './room-options.js';

/** How long `Retry-After` is taken at its word. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;
/** Attempts that may start within one window, whatever asks for them. */
export const ATTEMPTS_IN_A_WINDOW = 6;
/** A 1000 this soon after a DISCONNECT_USER is blamed on it where the own user id is unknown. */
const KICK_BLAME_MS = 2_000;
/** A 1000 this soon after an ERROR 401 ends an expired session. */
const UNAUTHORIZED_BLAME_MS = 5_000;
/** A 1000 this long before the session's end, or in its last quarter if that is shorter, is its end: clocks and networks are late. */
const SESSION_END_MS = 30_000;

/**
 * The wait before the next attempt, in ms: full jitter, so that a crowd which lost one server spreads out at once.
 * @param retries back-offs so far in this outage @param outageMs its age @param random from 0 to 1
 */
export function backoffMs(retries: number, outageMs: number, random: number, timing: ChatTiming): number {
  const cap = outageMs < timing.longOutageMs ? timing.backoffCapMs : timing.longBackoffCapMs;
  return random * Math.min(cap, timing.backoffBaseMs * 2 ** retries);
}

/** What `Retry-After` asked for and up to as much again; 0 when it asked for nothing that makes sense. */
export function retryAfterMs(error: unknown, random: number): number {
  const asked = (error as { readonly retryAfterMs?: unknown } | undefined)?.retryAfterMs;
  return typeof asked === 'number' && asked > 0 ? Math.min(asked, LONGEST_RETRY_AFTER_MS) * (1 + random) : 0;
}

/** Whether trying again is of no use. Told by the error's fields: a page may hold two copies of this module. */
export function isFinalRefusal(error: unknown): boolean {
  const { code, final } = (error ?? {}) as { readonly code?: unknown; readonly final?: unknown };
  return code === 'INVALID_ENDPOINT' || (code === 'TOKEN_FAILED' && final === true);
}

/**
 * Under everything else: whatever server, token, clock or caller do, no more attempts start than this lets through.
 * @param starts when the latest attempts started, the last one last @returns how long the next one has to wait, in ms
 */
export function limiterWaitMs(starts: readonly number[], now: number, windowMs: number): number {
  const first = starts.at(-ATTEMPTS_IN_A_WINDOW) ?? -Infinity;
  return Math.min(windowMs, Math.max(0, first + windowMs - now));
}

export interface CloseVerdict {
  readonly isFinal: boolean;
  readonly reason: DisconnectReason;
  readonly cause?: DisconnectCause;
}

/**
 * What the end of an open connection means: every close code is judged here.
 * @param code `undefined` when the client gave the connection up
 * @param kickAgoMs the last DISCONNECT_USER that named this user, or anybody while this user's id is unknown; `NaN`: none
 * @param namesMe whether it did @param unauthorizedAgoMs the last ERROR 401 on this connection; `Infinity`: none
 * @param ageMs of the session @param lengthMs of the session; `undefined` when unknown
 */
export function judgeClose(
  code: number | undefined,
  kickAgoMs: number,
  namesMe: boolean,
  unauthorizedAgoMs: number,
  ageMs: number,
  lengthMs: number | undefined,
): CloseVerdict {
  // 1001, 1005, 1006, 1011 to 1014, every other 1xxx or 3xxx, and what we gave up ourselves: networks, restarts, deployments.
  if (code === undefined || (code !== 1000 && code < 4000)) return { isFinal: false, reason: 'socketError' };
  const isFarewell = code === 1000;
  if (kickAgoMs >= 0 && (namesMe || (isFarewell && kickAgoMs < KICK_BLAME_MS))) {
    return { isFinal: true, reason: 'serverDisconnect', cause: 'kicked' };
  }
  const isNearEnd = lengthMs !== undefined && lengthMs - ageMs <= Math.min(SESSION_END_MS, lengthMs / 4);
  if (isFarewell && (isNearEnd || unauthorizedAgoMs < UNAUTHORIZED_BLAME_MS)) {
    return { isFinal: false, reason: 'serverDisconnect', cause: 'sessionEnd' };
  }
  // The service wants this client gone and says no more.
  return { isFinal: true, reason: 'serverDisconnect' };
}
