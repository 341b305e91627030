import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { crowd, type CrowdMember } from './crowd.js';
import type { Person } from './people.js';
import { systemClock, type SandboxClock } from './sandbox-options.js';
import { shuffle, SimulatedSpeech } from './simulated-speech.js';

/** The most that simulated viewers say, all together: 1,000 messages a second, ten times what the service takes. */
export const maxPerMinute = 60_000;

const shortestPauseMs = 20;
const roundPauseMs = 1;
const reconnectPauseMs = 1000;
/** A clean close this near to the session's end is that end. */
const sessionEndToleranceMs = 5000;

export interface SimulatedViewersOptions {
  /** Where the viewers connect; asked at each connection. */
  readonly socketUrl: () => string;
  /** A fresh token for each connection. */
  readonly createToken: (person: Person) => Promise<{ readonly token?: string | undefined; readonly sessionExpirationTime?: Date | undefined }>;
  /** Names of the people in the room, whom they speak to now and then. */
  readonly visitors?: () => readonly string[];
  readonly clock?: SandboxClock;
  /** 0 up to, not including, 1. */
  readonly random?: () => number;
}

/** Viewers who talk through the real socket, each with a token and a connection of their own. */
export class SimulatedViewers {
  readonly #clock: SandboxClock;
  readonly #random: () => number;
  readonly #viewers: readonly SimulatedViewer[];
  #perMinute = 0;
  #timer: unknown;
  #lastTick = 0;
  /** Messages that are due; the fraction waits for the next tick. */
  #due = 0;
  #turns: SimulatedViewer[] = [];

  constructor(options: SimulatedViewersOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#viewers = crowd.map((member) => new SimulatedViewer(member, this.#clock, this.#random, options));
  }

  /** How many they are. */
  get count(): number {
    return this.#viewers.length;
  }

  /** Messages a minute, all viewers together. */
  get perMinute(): number {
    return this.#perMinute;
  }

  /** From 0, nobody is there, to `maxPerMinute`. @throws {RangeError} */
  setRate(perMinute: number): void {
    if (!(perMinute >= 0 && perMinute <= maxPerMinute)) throw new RangeError(`perMinute must be a number from 0 to ${maxPerMinute}`);
    this.#perMinute = perMinute;
    this.#clock.clearTimeout(this.#timer);
    for (const viewer of this.#viewers) {
      if (perMinute > 0) viewer.join();
      else viewer.leave();
    }
    if (perMinute === 0) return;
    // The first one speaks up at once: a few a minute would look broken otherwise.
    this.#due = 1;
    this.#lastTick = this.#clock.now();
    this.#wait();
  }

  /** A pause of uneven length, so that it sounds like people; the rate stays what it is. */
  #wait(): void {
    const interval = 60_000 / this.#perMinute;
    this.#plan(Math.max(shortestPauseMs, interval * (0.4 + 1.2 * this.#random())));
  }

  #plan(pause: number): void {
    this.#timer = this.#clock.setTimeout(() => this.#tick(), pause);
  }

  #tick(): void {
    const now = this.#clock.now();
    // A machine that slept owes at most a second's worth.
    this.#due = Math.min(this.#due + ((now - this.#lastTick) * this.#perMinute) / 60_000, Math.max(1, this.#perMinute / 60));
    this.#lastTick = now;
    for (let round = this.#viewers.length; this.#due >= 1; round -= 1) {
      // What more is due waits until the room has read this: it reads connection by connection.
      if (round === 0) return this.#plan(roundPauseMs);
      const speaker = this.#nextSpeaker();
      if (speaker === undefined) {
        // Nobody has arrived yet: one message waits for them, the others are forgotten.
        this.#due = 1;
        break;
      }
      this.#due -= 1;
      speaker.say();
    }
    this.#wait();
  }

  /** Everybody has a turn before anybody has a second one, so that no connection goes over its limit. */
  #nextSpeaker(): SimulatedViewer | undefined {
    for (let tries = this.#viewers.length; tries > 0; tries -= 1) {
      if (this.#turns.length === 0) this.#turns = shuffle(this.#viewers, this.#random);
      const viewer = this.#turns.pop();
      if (viewer?.isConnected) return viewer;
    }
    return undefined;
  }
}

class SimulatedViewer {
  readonly #person: Person;
  readonly #speech: SimulatedSpeech;
  readonly #clock: SandboxClock;
  readonly #random: () => number;
  readonly #options: SimulatedViewersOptions;
  #socket: WebSocket | undefined;
  #wanted = false;
  /** A moderator sent them away: they stay away until the crowd leaves. */
  #removed = false;
  #timer: unknown;
  /** The frame that came last, read only when it is answered. */
  #heard: Buffer | undefined;

  constructor(member: CrowdMember, clock: SandboxClock, random: () => number, options: SimulatedViewersOptions) {
    this.#person = member;
    this.#speech = new SimulatedSpeech(member.language, random);
    this.#clock = clock;
    this.#random = random;
    this.#options = options;
  }

  get isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  join(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    void this.#connect();
  }

  leave(): void {
    this.#wanted = false;
    this.#removed = false;
    this.#clock.clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = undefined;
  }

  say(): void {
    const { content, attributes } = this.#speech.next(String(this.#heard ?? ''), this.#options.visitors);
    this.#socket?.send(JSON.stringify({ Action: 'SEND_MESSAGE', RequestId: randomUUID(), Content: content, Attributes: attributes }));
  }

  async #connect(): Promise<void> {
    try {
      const { token, sessionExpirationTime } = await this.#options.createToken(this.#person);
      if (!this.#wanted || this.#socket !== undefined) return;
      const socket = new WebSocket(this.#options.socketUrl(), token);
      this.#socket = socket;
      socket.on('error', () => undefined);
      socket.on('message', (data: Buffer) => (this.#heard = data));
      socket.on('close', (code) => {
        if (this.#socket !== socket) return;
        this.#socket = undefined;
        const sessionEnd = (sessionExpirationTime?.getTime() ?? 0) - sessionEndToleranceMs;
        this.#removed = code === 1000 && this.#clock.now() < sessionEnd;
        this.#comeBack();
      });
    } catch {
      this.#comeBack();
    }
  }

  #comeBack(): void {
    if (!this.#wanted || this.#removed) return;
    this.#timer = this.#clock.setTimeout(() => void this.#connect(), reconnectPauseMs * (1 + this.#random()));
  }
}
