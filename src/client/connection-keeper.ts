import { sessionLengthMs } from './chat-token.js';
import { Link, type LinkEnd, type LinkHandlers, type LinkOptions } from './link.js';
import type { PendingRequests } from './pending-requests.js';
import { ATTEMPTS_IN_A_WINDOW, backoffMs, isFinalRefusal, judgeClose, limiterWaitMs, retryAfterMs } from './reconnect-policy.js';
import type { ChatRoomStats, ConnectingDetails, ConnectionState, DisconnectDetails, DisconnectReason } from './room-events.js';
import type { InternalConfig } from './room-options.js';
import { renewalDelayMs } from './session-renewal.js';
import type { WakeUpReason, WakeUpSource } from './wake-ups.js';

/** What a keeper tells the room. Each may call the room again, in any way. */
export interface KeeperEvents {
  onConnecting(details: ConnectingDetails): void;
  /** A link is open and the one to send over from now on. `isReplacement`: it follows another one without a gap. */
  onLink(link: Link, isReplacement: boolean): void;
  onDisconnect(reason: DisconnectReason, details: DisconnectDetails): void;
  onFrame(link: Link, data: unknown): void;
}

export interface KeeperOptions extends LinkOptions {
  readonly maxReconnectAttempts: number;
  readonly random: () => number;
  readonly wakeUp: WakeUpSource | null | undefined;
  readonly comesBack: InternalConfig['comesBack'];
  readonly pending: PendingRequests;
  readonly stats: { -readonly [Name in keyof ChatRoomStats]: ChatRoomStats[Name] };
}

/** An attempt under way for this long is started anew when the network changes. */
const STALE_ATTEMPT_MS = 1_000;

/** A time without a stable connection. */
interface Outage {
  readonly since: number;
  attempts: number;
  retries: number;
}

/**
 * Keeps one link to the room alive: connects, tries again, renews the session before it ends, replaces a link that looks dead.
 * At most one link is being made at a time, and one open link is current; former ones are only read until they fall silent.
 */
export class ConnectionKeeper {
  readonly #options: KeeperOptions;
  readonly #events: KeeperEvents;
  readonly #handlers: LinkHandlers;
  /** From `connect()` to the end. */
  #isKeeping = false;
  /** The link being made. While there is one, no other attempt is due. */
  #next: Link | undefined;
  #current: Link | undefined;
  /** They will close by themselves. The latest is last. */
  readonly #former = new Set<Link>();
  /** Starts the next attempt: to connect, or to replace the current link. */
  #timer: unknown;
  #attemptDueAt = Infinity;
  /** When the latest attempts started. */
  #starts: number[] = [];
  #outage = outageSince(0);
  /** The same for the attempts to replace the current link. */
  #renewal = outageSince(0);
  /** What the token endpoint asked to wait for; no wake-up shortens it. */
  #notBefore = 0;
  #lastRenewalAt = -Infinity;
  /** The current link is to be given up if it cannot be replaced. */
  #isSuspect = false;
  #kickedAt = -Infinity;
  #kickNamedMe = false;
  #stopWaking: (() => void) | undefined;

  constructor(options: KeeperOptions, events: KeeperEvents) {
    this.#options = options;
    this.#events = events;
    this.#handlers = {
      onOpen: (link) => this.#onOpen(link),
      onFrame: events.onFrame,
      onEnd: (link, end) => this.#onEnd(link, end),
    };
  }

  get state(): ConnectionState {
    if (this.#current) return 'connected';
    return this.#isKeeping ? 'connecting' : 'disconnected';
  }

  /** The link to send over, while connected. */
  get current(): Link | undefined {
    return this.#current;
  }

  connect(): void {
    this.#isKeeping = true;
    this.#outage = outageSince(this.#now);
    this.#stopWaking = this.#options.wakeUp?.((reason) => this.#onWake(reason));
    this.#tryAgain(0, { lost: false });
  }

  disconnect(): void {
    if (this.#isKeeping) this.#finish('clientDisconnect', {});
  }

  /** The service said that somebody was disconnected. `namesMe`: it is this user; `undefined`: that cannot be told. */
  noteKick(namesMe: boolean | undefined): void {
    if (namesMe === false) return;
    this.#kickedAt = this.#now;
    this.#kickNamedMe = !!namesMe;
  }

  /** The service said that the session of a link has expired. */
  noteUnauthorized(link: Link): void {
    link.unauthorizedAt = this.#now;
    this.#suspect(link);
  }

  /** A request was not answered; if nothing else was heard either, the link may be dead. */
  noteSilence(link: Link, heard: number): void {
    if (link.heard === heard) this.#suspect(link);
  }

  get #now(): number {
    return this.#options.clock.now();
  }

  #suspect(link: Link): void {
    if (link !== this.#current) return;
    this.#isSuspect = true;
    if (this.#next !== undefined) return;
    this.#schedule(0);
    this.#startIfDue();
  }

  /** Fires `connecting` for the attempt that comes next, and starts it when it is due. */
  #tryAgain(delayMs: number, why: Pick<ConnectingDetails, 'lost' | 'reason' | 'error' | 'closeCode'>): void {
    this.#outage.attempts += 1;
    const waitMs = this.#next === undefined ? this.#schedule(delayMs) : 0;
    this.#events.onConnecting({ attempt: this.#outage.attempts, delayMs: waitMs, ...why });
    this.#startIfDue();
  }

  /** Returns how long the attempt really has to wait, in ms. */
  #schedule(delayMs: number): number {
    const now = this.#now;
    const waitMs = Math.max(delayMs, this.#notBefore - now, limiterWaitMs(this.#starts, now, this.#options.timing.limiterWindowMs));
    this.#cancelSchedule();
    this.#attemptDueAt = now + waitMs;
    this.#timer = this.#options.clock.setTimeout(() => this.#startIfDue(), waitMs);
    return waitMs;
  }

  #cancelSchedule(): void {
    this.#options.clock.clearTimeout(this.#timer);
    this.#attemptDueAt = Infinity;
  }

  #startIfDue(): void {
    if (this.#attemptDueAt === Infinity) return;
    const now = this.#now;
    if (this.#attemptDueAt > now) {
      this.#schedule(this.#attemptDueAt - now);
      return;
    }
    this.#cancelSchedule();
    const { stats } = this.#options;
    this.#starts = [...this.#starts.slice(1 - ATTEMPTS_IN_A_WINDOW), now];
    stats.attempts += 1;
    stats.tokenCalls += 1;
    let outage = this.#outage;
    if (this.#current) {
      this.#lastRenewalAt = now;
      if (this.#renewal.attempts === 0) this.#renewal = outageSince(now);
      outage = this.#renewal;
      outage.attempts += 1;
    }
    this.#next = new Link(this.#options, this.#handlers);
    this.#next.start(outage.attempts);
  }

  #onOpen(link: Link): void {
    const { stats } = this.#options;
    const former = this.#current;
    this.#next = undefined;
    this.#current = link;
    this.#isSuspect = false;
    this.#renewal.attempts = 0;
    stats.connects += 1;
    if (former !== undefined) {
      this.#readOn(former);
      stats.renewals += 1;
    }
    this.#scheduleRenewal(link);
    this.#events.onLink(link, former !== undefined);
  }

  /** The slower of two paths may still bring what the faster one never will. */
  #readOn(former: Link): void {
    const { pending, timing } = this.#options;
    const { handoverMs, requestTimeoutMs } = timing;
    former.closeIn(pending.isUsing(former) ? Math.max(handoverMs, requestTimeoutMs) : handoverMs);
    this.#former.add(former);
  }

  #scheduleRenewal(link: Link): void {
    const { random, timing } = this.#options;
    const lengthMs = sessionLengthMs(link.token!);
    this.#cancelSchedule();
    if (lengthMs === undefined) return;
    const delayMs = link.startedAt + renewalDelayMs(lengthMs, random()) - this.#now;
    this.#schedule(Math.max(delayMs, timing.renewalFloorMs));
  }

  #onEnd(link: Link, end: LinkEnd): void {
    const { stats } = this.#options;
    stats.lastCloseCode = end.closeCode ?? stats.lastCloseCode;
    if (link === this.#next) {
      this.#onFailedAttempt(link, end);
    } else if (link === this.#current) {
      this.#onLost(link, end);
    } else {
      this.#former.delete(link);
      this.#options.pending.rejectAll(link);
    }
  }

  #onFailedAttempt({ token }: Link, end: LinkEnd): void {
    const { random, maxReconnectAttempts } = this.#options;
    const { error } = end;
    const reason = token === undefined ? 'fetchTokenError' : 'socketError';
    const isHopeless = isFinalRefusal(error);
    this.#next = undefined;
    this.#notBefore = this.#now + retryAfterMs(error, random());
    const current = this.#current;
    if (current) {
      if (this.#isSuspect) {
        // It looked dead, and now its replacement has failed too.
        current.close();
        this.#onLost(current, { error });
      } else if (!isHopeless) {
        this.#schedule(this.#backoff(this.#renewal));
      }
    } else if (isHopeless || this.#outage.attempts > maxReconnectAttempts) {
      this.#finish(reason, end);
    } else {
      this.#tryAgain(this.#backoff(this.#outage), { lost: false, reason, ...end });
    }
  }

  #onLost(link: Link, end: LinkEnd): void {
    const now = this.#now;
    const { cause, reason, isFinal } = judgeClose(
      end.closeCode,
      // A kick before this link was made hit another one.
      this.#kickedAt >= link.openedAt ? now - this.#kickedAt : NaN,
      this.#kickNamedMe,
      now - link.unauthorizedAt,
      now - link.startedAt,
      sessionLengthMs(link.token!),
    );
    this.#current = undefined;
    this.#isSuspect = false;
    this.#options.pending.rejectAll(link);
    // Of all final ends only a removal has a cause.
    const isOver = isFinal && (cause !== undefined || !this.#options.comesBack?.());
    if (!isOver && this.#fallBack()) return;
    if (now - link.openedAt >= this.#options.timing.minUptimeMs) this.#outage = outageSince(now);
    if (isOver || this.#outage.attempts > this.#options.maxReconnectAttempts) {
      this.#finish(reason, { ...(cause && { cause }), ...(isFinal ? { closeCode: end.closeCode! } : end) });
      return;
    }
    this.#tryAgain(this.#backoff(this.#outage), { lost: true, reason: cause ?? reason, ...end });
  }

  /** A link that dies during its handover leaves the former one, which is still open, as it was. */
  #fallBack(): boolean {
    const former = [...this.#former].pop();
    if (former === undefined) return false;
    former.stay();
    this.#former.delete(former);
    this.#current = former;
    if (this.#next === undefined) this.#schedule(this.#backoff(this.#renewal));
    return true;
  }

  #onWake(reason: WakeUpReason): void {
    // A source may not know how to stop.
    if (!this.#isKeeping) return;
    // The network or the machine changed; showing a page again says nothing about its connection.
    const isStrong = reason !== 'visible';
    const attempt = this.#next;
    if (attempt === undefined && this.#current) {
      const earliest = this.#lastRenewalAt + this.#options.timing.renewalFloorMs;
      if (isStrong && earliest < this.#attemptDueAt) this.#schedule(Math.max(0, earliest - this.#now));
    } else if (attempt === undefined || (isStrong && this.#now - attempt.startedAt >= STALE_ATTEMPT_MS)) {
      this.#next = undefined;
      this.#schedule(0);
      // Aborting its token call may call the page back.
      attempt?.close();
    }
    this.#startIfDue();
  }

  #backoff(outage: Outage): number {
    const { random, timing } = this.#options;
    return backoffMs(outage.retries++, this.#now - outage.since, random(), timing);
  }

  /** The one way to 'disconnected': nothing stays alive. */
  #finish(reason: DisconnectReason, details: DisconnectDetails): void {
    const links = [this.#next, this.#current, ...this.#former];
    this.#isKeeping = false;
    this.#next = undefined;
    this.#current = undefined;
    this.#former.clear();
    this.#cancelSchedule();
    this.#stopWaking?.();
    for (const link of links) if (link !== undefined) this.#options.pending.rejectAll(link, reason);
    this.#events.onDisconnect(reason, details);
    // Last, since aborting a token call may call the page back, which may connect again.
    for (const link of links) link?.close();
  }
}

function outageSince(since: number): Outage {
  return { since, attempts: 0, retries: 0 };
}
