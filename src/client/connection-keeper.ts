import { ChatConnectionLostError, ChatNotConnectedError, type ChatError } from './errors.js';
import { Link, type LinkEnd, type LinkHandlers, type LinkOptions } from './link.js';
import { AttemptLimiter, backoffMs, isFinalRefusal, judgeClose, retryAfterMs, type CloseFacts } from './reconnect-policy.js';
import type { ChatRoomStats, ConnectingDetails, ConnectionState, DisconnectDetails, DisconnectReason } from './room-events.js';
import { renewalDelayMs } from './session-renewal.js';
import type { WakeUpReason, WakeUpSource } from './wake-ups.js';

/** What a keeper tells the room. Each may call the room again, in any way. */
export interface KeeperEvents {
  onConnecting(details: ConnectingDetails): void;
  /** A link is open and the one to send over from now on; it may be the first, or follow another without a gap. */
  onLink(link: Link): void;
  onConnect(): void;
  onDisconnect(reason: DisconnectReason, details: DisconnectDetails): void;
  onFrame(link: Link, data: unknown): void;
  /** A link is gone; what was asked over it gets no answer. */
  onLinkGone(link: Link, errorFor: (requestId: string) => ChatError): void;
  /** Whether an answer is still expected over a link. */
  isAwaiting(link: Link): boolean;
}

export interface KeeperOptions extends LinkOptions {
  readonly maxReconnectAttempts: number;
  readonly random: () => number;
  readonly wakeUp: WakeUpSource | undefined;
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
  readonly #limiter: AttemptLimiter;
  readonly #handlers: LinkHandlers;
  #state: ConnectionState = 'disconnected';
  #next: Link | undefined;
  #current: Link | undefined;
  /** With the timers that will close them. The latest is last. */
  readonly #former = new Map<Link, unknown>();
  /** Starts the next attempt: to connect, or to replace the current link. */
  #timer: unknown;
  #attemptDueAt = Infinity;
  #outage: Outage = { since: 0, attempts: 0, retries: 0 };
  /** The same for the attempts to replace the current link. */
  #renewal: Outage = { since: 0, attempts: 0, retries: 0 };
  /** What the token endpoint asked to wait for; no wake-up shortens it. */
  #notBefore = 0;
  #lastRenewalAt = -Infinity;
  /** The current link is to be given up if it cannot be replaced. */
  #isSuspect = false;
  #kick: { readonly at: number; readonly namesMe: boolean } | undefined;
  #stopWaking: (() => void) | undefined;

  constructor(options: KeeperOptions, events: KeeperEvents) {
    this.#options = options;
    this.#events = events;
    this.#limiter = new AttemptLimiter(options.timing.limiterWindowMs);
    this.#handlers = {
      onOpen: (link) => this.#onOpen(link),
      onFrame: (link, data) => events.onFrame(link, data),
      onEnd: (link, end) => this.#onEnd(link, end),
    };
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** The link to send over, while connected. */
  get current(): Link | undefined {
    return this.#current;
  }

  connect(): void {
    this.#state = 'connecting';
    this.#outage = this.#newOutage();
    this.#kick = undefined;
    this.#lastRenewalAt = -Infinity;
    this.#stopWaking = this.#options.wakeUp?.((reason) => this.#onWake(reason));
    this.#tryAgain(0, { lost: false });
  }

  disconnect(): void {
    if (this.#state !== 'disconnected') this.#finish('clientDisconnect', {}, notConnected);
  }

  /** The service said that somebody was disconnected. `namesMe`: it is this user; `undefined`: that cannot be told. */
  noteKick(namesMe: boolean | undefined): void {
    if (namesMe !== false) this.#kick = { at: this.#now, namesMe: namesMe === true };
  }

  /** The service said that the session of a link has expired. */
  noteUnauthorized(link: Link): void {
    link.noteUnauthorized();
    this.#suspect(link);
  }

  /** A request was not answered; if nothing else was heard either, the link may be dead. */
  noteSilence(link: Link, sentAt: number): void {
    if (link.heardAt <= sentAt) this.#suspect(link);
  }

  get #now(): number {
    return this.#options.clock.now();
  }

  #suspect(link: Link): void {
    if (link !== this.#current) return;
    this.#isSuspect = true;
    if (this.#next === undefined) this.#replace(0);
  }

  /** Fires `connecting` for the attempt that comes next, and starts it when it is due. */
  #tryAgain(delayMs: number, why: Pick<ConnectingDetails, 'lost' | 'reason' | 'error' | 'closeCode'>): void {
    const outage = this.#outage;
    outage.attempts += 1;
    if (this.#next === undefined) this.#schedule(delayMs);
    const { attempts } = outage;
    const dueMs = this.#next === undefined ? Math.max(0, this.#attemptDueAt - this.#now) : 0;
    this.#events.onConnecting({ attempt: attempts, delayMs: dueMs, ...why });
    // A listener may have ended this, or have ended it and begun anew.
    if (delayMs === 0 && this.#outage === outage && outage.attempts === attempts) this.#startIfDue();
  }

  /** Replaces the current link, which stays until the new one is open. */
  #replace(delayMs: number): void {
    this.#schedule(delayMs);
    this.#startIfDue();
  }

  #schedule(delayMs: number): void {
    const { clock } = this.#options;
    const now = this.#now;
    const waitMs = Math.max(delayMs, this.#notBefore - now, this.#limiter.waitMs(now));
    clock.clearTimeout(this.#timer);
    this.#attemptDueAt = now + waitMs;
    this.#timer = clock.setTimeout(() => this.#startIfDue(), waitMs);
  }

  #cancelSchedule(): void {
    this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#attemptDueAt = Infinity;
  }

  #startIfDue(): void {
    if (this.#next !== undefined || this.#attemptDueAt === Infinity) return;
    const leftMs = Math.max(this.#attemptDueAt - this.#now, this.#limiter.waitMs(this.#now));
    if (leftMs > 0) {
      this.#schedule(leftMs);
      return;
    }
    this.#cancelSchedule();
    const { stats } = this.#options;
    this.#limiter.take(this.#now);
    stats.attempts += 1;
    stats.tokenCalls += 1;
    if (this.#state === 'connected') {
      this.#lastRenewalAt = this.#now;
      if (this.#renewal.attempts++ === 0) this.#renewal = { since: this.#now, attempts: 1, retries: 0 };
    }
    const { attempts } = this.#state === 'connected' ? this.#renewal : this.#outage;
    this.#next = new Link(attempts, this.#options, this.#handlers);
    this.#next.start();
  }

  #onOpen(link: Link): void {
    const former = this.#current;
    const wasConnected = this.#state === 'connected';
    this.#next = undefined;
    this.#current = link;
    this.#state = 'connected';
    this.#isSuspect = false;
    this.#renewal.attempts = 0;
    this.#options.stats.connects += 1;
    if (former !== undefined) this.#readOn(former);
    this.#scheduleRenewal(link);
    this.#events.onLink(link);
    if (wasConnected) this.#options.stats.renewals += 1;
    else if (this.#current === link) this.#events.onConnect();
  }

  /** The slower of two paths may still bring what the faster one never will. */
  #readOn(former: Link): void {
    const { clock, timing } = this.#options;
    const ms = this.#events.isAwaiting(former) ? Math.max(timing.handoverMs, timing.requestTimeoutMs) : timing.handoverMs;
    this.#former.set(former, clock.setTimeout(() => this.#drop(former, lost), ms));
  }

  #scheduleRenewal(link: Link): void {
    this.#cancelSchedule();
    const { sessionLengthMs } = link;
    if (sessionLengthMs === undefined) return;
    const { random, timing } = this.#options;
    const delayMs = link.startedAt + renewalDelayMs(sessionLengthMs, random()) - this.#now;
    this.#schedule(Math.max(delayMs, timing.renewalFloorMs));
  }

  #onEnd(link: Link, end: LinkEnd): void {
    if (end.code !== undefined) this.#options.stats.lastCloseCode = end.code;
    if (link === this.#next) this.#onFailedAttempt(end);
    else if (link === this.#current) this.#onLost(link, end);
    else this.#drop(link, lost);
  }

  #onFailedAttempt({ stage, code, error, isFinal }: LinkEnd): void {
    this.#next = undefined;
    const { random, maxReconnectAttempts } = this.#options;
    const waitMs = retryAfterMs(error, random());
    if (waitMs > 0) this.#notBefore = this.#now + waitMs;
    const reason = stage === 'token' ? 'fetchTokenError' : 'socketError';
    const isHopeless = isFinal === true || isFinalRefusal(error);
    if (this.#state === 'connected') {
      if (this.#isSuspect) this.#giveUpCurrent(error);
      else if (!isHopeless) this.#schedule(this.#backoff(this.#renewal));
      return;
    }
    const details = { error, ...(code === undefined ? undefined : { closeCode: code }) };
    if (isHopeless || this.#outage.attempts > maxReconnectAttempts) this.#finish(reason, details, lost);
    else this.#tryAgain(this.#backoff(this.#outage), { lost: false, reason, ...details });
  }

  /** The replacement of a link that looked dead has failed: then it is dead. */
  #giveUpCurrent(error: Error): void {
    const link = this.#current!;
    link.close();
    this.#onLost(link, { stage: 'open', error });
  }

  #onLost(link: Link, { code, error }: LinkEnd): void {
    const { cause, reason, isFinal } = judgeClose(this.#factsOf(link, code));
    const closeCode = code === undefined ? undefined : { closeCode: code };
    this.#current = undefined;
    this.#isSuspect = false;
    this.#events.onLinkGone(link, lost);
    if (!isFinal && this.#fallBack()) return;
    if (this.#now - link.openedAt! >= this.#options.timing.minUptimeMs) this.#outage = this.#newOutage();
    if (isFinal || this.#outage.attempts > this.#options.maxReconnectAttempts) {
      this.#finish(reason, { ...(cause && { cause }), ...closeCode, ...(isFinal ? undefined : { error }) }, lost);
      return;
    }
    this.#state = 'connecting';
    this.#tryAgain(this.#backoff(this.#outage), { lost: true, reason: cause ?? reason, ...closeCode, error });
  }

  /** A link that dies during its handover leaves the former one, which is still open, as it was. */
  #fallBack(): boolean {
    const former = [...this.#former.keys()].at(-1);
    if (former === undefined) return false;
    this.#options.clock.clearTimeout(this.#former.get(former));
    this.#former.delete(former);
    this.#current = former;
    if (this.#next === undefined) this.#schedule(this.#backoff(this.#renewal));
    return true;
  }

  #factsOf(link: Link, code: number | undefined): CloseFacts {
    const now = this.#now;
    const kick = this.#kick;
    const { unauthorizedAt } = link;
    return {
      code,
      // A kick before this link was made hit another one.
      kick: kick === undefined || kick.at < link.openedAt! ? undefined : { agoMs: now - kick.at, namesMe: kick.namesMe },
      unauthorizedAgoMs: unauthorizedAt === undefined ? undefined : now - unauthorizedAt,
      sessionAgeMs: now - link.startedAt,
      sessionLengthMs: link.sessionLengthMs,
    };
  }

  #onWake(reason: WakeUpReason): void {
    const isConnected = this.#state === 'connected';
    // The network or the machine changed; showing a page again says nothing about its connection.
    const isStrong = reason !== 'visible';
    if (this.#next !== undefined) {
      if (!isStrong || this.#now - this.#next.startedAt < STALE_ATTEMPT_MS) return;
      const stale = this.#next;
      this.#next = undefined;
      this.#schedule(0);
      // Aborting its token call may call the page back.
      stale.close();
    } else if (!isConnected) {
      this.#schedule(0);
    } else if (isStrong) {
      const floorMs = this.#lastRenewalAt + this.#options.timing.renewalFloorMs - this.#now;
      if (this.#now + floorMs < this.#attemptDueAt) this.#replace(Math.max(0, floorMs));
      return;
    }
    this.#startIfDue();
  }

  #backoff(outage: Outage): number {
    const { random, timing } = this.#options;
    return backoffMs(outage.retries++, this.#now - outage.since, random(), timing);
  }

  #newOutage(): Outage {
    return { since: this.#now, attempts: 0, retries: 0 };
  }

  /** Closes a link that is only read. */
  #drop(link: Link, errorFor: (requestId: string) => ChatError): void {
    this.#options.clock.clearTimeout(this.#former.get(link));
    this.#former.delete(link);
    link.close();
    this.#events.onLinkGone(link, errorFor);
  }

  /** The one way to 'disconnected': nothing stays alive. */
  #finish(reason: DisconnectReason, details: DisconnectDetails, errorFor: (requestId: string) => ChatError): void {
    const links = [this.#next, this.#current, ...this.#former.keys()];
    for (const timer of this.#former.values()) this.#options.clock.clearTimeout(timer);
    this.#state = 'disconnected';
    this.#next = undefined;
    this.#current = undefined;
    this.#former.clear();
    this.#cancelSchedule();
    this.#stopWaking?.();
    this.#stopWaking = undefined;
    for (const link of links) if (link !== undefined) this.#events.onLinkGone(link, errorFor);
    this.#events.onDisconnect(reason, details);
    // Last, since aborting a token call may call the page back, which may connect again.
    for (const link of links) link?.close();
  }
}

function lost(requestId: string): ChatError {
  return new ChatConnectionLostError('Connection lost before an answer: it may still have been accepted', requestId);
}

function notConnected(requestId: string): ChatError {
  return new ChatNotConnectedError('Disconnected before an answer', requestId);
}
