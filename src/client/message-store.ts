import type { ChatAttributes, ChatMessage, ChatUser } from './chat-message.js';
import { RecentIds } from './recent-ids.js';
import { callSafely, reportToHost } from './report-error.js';

/** Where a message stands: accepted by the room, on its way, or not accepted. */
export type MessageStatus = 'sent' | 'pending' | 'failed';

/**
 * One row of a transcript. Immutable: a change makes a new object under the same `key`, so a list may compare by identity.
 */
export interface TranscriptMessage extends ChatMessage {
  /** Stable for the life of the row: it survives the step from pending to sent, when the service gives the message its id. */
  readonly key: string;
  /** `id` is `''` until the room has accepted the message. */
  readonly status: MessageStatus;
  /** Sent by this participant, from this or another device. */
  readonly own: boolean;
  /** Present once a moderator deleted the message. `content` is `''` and `attributes` are gone from then on. */
  readonly deleted?: { readonly reason?: string };
  /** Present on a failed message: why it was not accepted. */
  readonly error?: Error;
}

export interface MessageStoreOptions {
  /** Rows kept. Default 500. */
  readonly maxMessages?: number;
  /** Who reads it, to tell `own` messages. */
  readonly userId?: string;
}

/** A message on its way, before the room has given it an id. */
export interface PendingMessage {
  /** The id of the request that carries it; the echo is recognised by it. */
  readonly requestId: string;
  readonly content: string;
  readonly attributes?: ChatAttributes;
  readonly sender: ChatUser;
}

/**
 * The transcript of a room: in order of `sendTime`, without doubles, capped. Reading gives immutable snapshots. Messages that
 * were not accepted yet stay where they were written and are never trimmed: unsent text is never lost.
 */
export class MessageStore {
  readonly #rows: TranscriptMessage[] = [];
  #snapshot: readonly TranscriptMessage[] | undefined;
  readonly #byId = new Map<string, TranscriptMessage>();
  readonly #byRequest = new Map<string, string>();
  readonly #byKey = new Map<string, TranscriptMessage>();
  /** Keys of rows written here: they are ours whatever the user id says. */
  readonly #writtenHere = new Set<string>();
  /** For messages that have not arrived yet, as happens when two connections overtake each other. */
  readonly #deletions = new RecentIds();
  readonly #listeners = new Set<() => void>();
  #maxMessages: number;
  #userId: string | undefined;
  #lastKey = 0;
  #lastCleared = 0;
  #lastTrimmed = 0;
  #written = 0;

  /** @throws TypeError when `maxMessages` is not a number of 0 or more. */
  constructor(options: MessageStoreOptions = {}) {
    this.#maxMessages = checkedMaximum(options.maxMessages ?? 500);
    this.#userId = options.userId;
  }

  /** Rows kept; the oldest accepted ones go first. Setting a smaller number trims at once. */
  get maxMessages(): number {
    return this.#maxMessages;
  }

  set maxMessages(value: number) {
    this.#maxMessages = checkedMaximum(value);
    if (this.#trim()) this.#changed();
  }

  /** Who reads the transcript. Setting it tells anew which rows are `own`. */
  get userId(): string | undefined {
    return this.#userId;
  }

  set userId(value: string | undefined) {
    if (value === this.#userId) return;
    this.#userId = value;
    let changed = false;
    this.#rows.forEach((row, index) => {
      const own = this.#isOwn(row.key, row.sender);
      if (own === row.own) return;
      this.#put(index, { ...row, own });
      changed = true;
    });
    if (changed) this.#changed();
  }

  /** The rows, oldest first: the same array until something changes. */
  get messages(): readonly TranscriptMessage[] {
    return (this.#snapshot ??= Object.freeze([...this.#rows]));
  }

  /** How many rows there are. */
  get size(): number {
    return this.#rows.length;
  }

  /** Rows that ever came, by which a reader tells how many are new whatever became of them. */
  get arrivals(): number {
    return this.#lastKey;
  }

  /** Rows that were ever written here. */
  get written(): number {
    return this.#written;
  }

  /** A row by its place, the oldest is 0. Reading a few rows this way copies nothing. */
  at(index: number): TranscriptMessage | undefined {
    return this.#rows[index];
  }

  /** Calls `listener` synchronously after every change. Returns a function that stops it. */
  subscribe(listener: () => void): () => void {
    // A subscription of its own, so that the same function may subscribe twice.
    const subscription = (): void => listener();
    this.#listeners.add(subscription);
    return () => this.#listeners.delete(subscription);
  }

  /**
   * Takes a message that the room delivered. One that answers a pending or failed row turns that row into a sent one.
   * @returns `false` when its id is there already.
   */
  add(message: ChatMessage): boolean {
    if (this.#byId.has(message.id)) return false;
    const waiting = this.#waitingFor(message);
    if (waiting !== undefined) {
      this.#byRequest.delete(message.requestId!);
      this.#put(this.#indexOf(waiting), this.#accepted(waiting, message));
    } else {
      const key = this.#nextKey();
      const row = this.#accepted(key, message);
      const index = this.#placeFor(row);
      this.#rows.splice(index, 0, row);
      this.#put(index, row);
    }
    this.#trim();
    this.#changed();
    return true;
  }

  /** Shows a message that is being sent. The row of the same request, if there is one, becomes pending again. */
  addPending(message: PendingMessage): TranscriptMessage {
    const known = this.#byRequest.get(message.requestId);
    if (known !== undefined) return this.markPending(known)!;
    const key = this.#nextKey();
    this.#writtenHere.add(key);
    this.#written++;
    this.#byRequest.set(message.requestId, key);
    this.#put(this.#rows.length, { ...message, id: '', sendTime: new Date(), key, status: 'pending', own: true });
    this.#trim();
    this.#changed();
    return this.#byKey.get(key)!;
  }

  /** A failed row is being sent again. `undefined` when no such row waits. */
  markPending(key: string): TranscriptMessage | undefined {
    return this.#restate(key, 'pending');
  }

  /** A row was not accepted; its text stays. `undefined` when no such row waits. */
  markFailed(key: string, error: Error): TranscriptMessage | undefined {
    return this.#restate(key, 'failed', error);
  }

  /** Takes a row out, whatever its state. */
  remove(key: string): void {
    if (!this.#byKey.has(key)) return;
    this.#drop(this.#indexOf(key));
    this.#changed();
  }

  /** A row by its `key`. */
  get(key: string): TranscriptMessage | undefined {
    return this.#byKey.get(key);
  }

  /** A row by the id that the service gave its message; `undefined` when it is not here, or not any more. */
  find(messageId: string): TranscriptMessage | undefined {
    return this.#byId.get(messageId);
  }

  /**
   * Turns a row into a mark of its deletion: text and attributes are forgotten. A message that arrives after its deletion is
   * deleted from the start.
   * @returns the row as it was; `undefined` when it is not here.
   */
  delete(messageId: string, reason?: string): TranscriptMessage | undefined {
    const row = this.find(messageId);
    if (row === undefined) {
      // A list may still show a message that was trimmed.
      if (this.#deletions.add(messageId)) this.#notify();
    } else if (row.deleted === undefined) {
      this.#put(this.#indexOf(row.key), withoutText(row, reason));
      this.#changed();
    }
    return row;
  }

  /** Whether a message is known to be deleted, here or trimmed or not arrived yet. Of those that are not here the newest `REMEMBERED_IDS` are known. */
  wasDeleted(messageId: string): boolean {
    return this.#deletions.has(messageId) || this.find(messageId)?.deleted !== undefined;
  }

  /** Whether a row that was here, and is no more, had to make room for younger ones. */
  wasTrimmed({ key, status }: TranscriptMessage): boolean {
    const number = Number(key);
    return status === 'sent' && number > this.#lastCleared && number <= this.#lastTrimmed && !this.#byKey.has(key);
  }

  /** Empties the transcript, except for what was not sent yet. */
  clear(): void {
    const before = this.size;
    this.#lastCleared = this.#lastKey;
    for (let index = before - 1; index >= 0; index--) if (this.#rows[index]!.status === 'sent') this.#drop(index);
    if (this.size !== before) this.#changed();
  }

  /**
   * The row that a message answers. Everybody in the room was told the request id of one that was accepted without our hearing of
   * it, so nobody else's message may take its place.
   */
  #waitingFor({ requestId, sender }: ChatMessage): string | undefined {
    const mayBeOwn = this.#userId === undefined || this.#userId === sender.userId;
    return mayBeOwn ? this.#byRequest.get(requestId!) : undefined;
  }

  #accepted(key: string, message: ChatMessage): TranscriptMessage {
    // Spread last: V8 takes 15 times as long for fields that follow a spread.
    const row: TranscriptMessage = { key, status: 'sent', own: this.#isOwn(key, message.sender), ...message };
    return this.#deletions.has(message.id) ? withoutText(row) : row;
  }

  #restate(key: string, status: 'pending' | 'failed', error?: Error): TranscriptMessage | undefined {
    const row = this.#byKey.get(key);
    if (row === undefined || row.status === 'sent') return undefined;
    const { error: _previous, ...rest } = row;
    const next: TranscriptMessage = error === undefined ? { ...rest, status } : { ...rest, status, error };
    this.#put(this.#indexOf(key), next);
    this.#changed();
    return next;
  }

  /** Behind the last accepted row that is not younger; rows not accepted yet have no place in time. */
  #placeFor(row: TranscriptMessage): number {
    let place = this.#rows.length;
    for (let index = place - 1; index >= 0; index--) {
      const other = this.#rows[index]!;
      if (other.status !== 'sent') continue;
      if (other.sendTime <= row.sendTime) break;
      place = index;
    }
    return place;
  }

  #put(index: number, row: TranscriptMessage): void {
    this.#rows[index] = Object.freeze(row);
    this.#byKey.set(row.key, row);
    if (row.id !== '') this.#byId.set(row.id, row);
  }

  #drop(index: number): void {
    const row = this.#rows[index]!;
    // Engines take the first one away without moving the others, so that a message costs the same in a long transcript.
    if (index === 0) this.#rows.shift();
    else this.#rows.splice(index, 1);
    this.#byKey.delete(row.key);
    this.#byId.delete(row.id);
    this.#writtenHere.delete(row.key);
    if (row.status !== 'sent') this.#byRequest.delete(row.requestId!);
  }

  #trim(): boolean {
    const before = this.size;
    for (let skipped = 0; this.size > this.#maxMessages && skipped < this.size; ) {
      const { key, status } = this.at(skipped)!;
      if (status === 'sent') {
        this.#lastTrimmed = Math.max(this.#lastTrimmed, Number(key));
        this.#drop(skipped);
      } else skipped++;
    }
    return this.size !== before;
  }

  #indexOf(key: string): number {
    // Rows that change are nearly always young.
    return this.#rows.findLastIndex((row) => row.key === key);
  }

  #isOwn(key: string, sender: ChatUser): boolean {
    return this.#writtenHere.has(key) || sender.userId === this.#userId;
  }

  #nextKey(): string {
    return String(++this.#lastKey);
  }

  #changed(): void {
    this.#snapshot = undefined;
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) callSafely(reportToHost, listener);
  }
}

function withoutText(row: TranscriptMessage, reason?: string): TranscriptMessage {
  const { attributes: _attributes, ...rest } = row;
  return { ...rest, content: '', deleted: reason === undefined ? {} : { reason } };
}

function checkedMaximum(value: number): number {
  if (typeof value !== 'number' || !(value >= 0)) throw new TypeError('maxMessages must be a number of 0 or more');
  return value;
}
