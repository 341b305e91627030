import { ChatConnectionLostError, ChatNotConnectedError, ChatTimeoutError, type ChatError } from './errors.js';
import type { Link } from './link.js';
import { encodeRequest } from './protocol.js';
import type { ChatRequest } from './requests.js';
import type { DisconnectReason } from './room-events.js';
import type { ChatClock } from './room-options.js';

interface Entry {
  readonly request: ChatRequest;
  readonly link: Link;
  readonly timer: unknown;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: ChatError) => void;
}

const UNKNOWN_OUTCOME = ': it may still have been accepted';

/** Requests in flight, by request id. Each settles exactly once: by its answer, by time, or with its connection. */
export class PendingRequests {
  readonly #clock: ChatClock;
  readonly #timeoutMs: number;
  readonly #onTimeout: (link: Link, heard: number) => void;
  readonly #entries = new Map<string, Entry>();

  constructor(clock: ChatClock, timeoutMs: number, onTimeout: (link: Link, heard: number) => void) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#onTimeout = onTimeout;
  }

  /** Sends a request and waits for its answer. @throws TypeError when a field is wrong, or one in flight has the same id */
  send(request: ChatRequest, link: Link): Promise<unknown> {
    const { requestId } = request;
    if (this.#entries.has(requestId)) throw new TypeError('Duplicate requestId');
    link.send(encodeRequest(request));
    const { heard } = link;
    const timer = this.#clock.setTimeout(() => {
      this.take(requestId)?.reject(new ChatTimeoutError(`No answer in time${UNKNOWN_OUTCOME}`, requestId));
      this.#onTimeout(link, heard);
    }, this.#timeoutMs);
    return new Promise((resolve, reject) => this.#entries.set(requestId, { request, link, timer, resolve, reject }));
  }

  get(requestId = ''): ChatRequest | undefined {
    return this.#entries.get(requestId)?.request;
  }

  isUsing(link: Link): boolean {
    return [...this.#entries.values()].some((entry) => entry.link === link);
  }

  /** Settles what was sent over a connection that is gone. */
  rejectAll(link: Link, reason?: DisconnectReason): void {
    for (const [requestId, entry] of this.#entries) {
      if (entry.link !== link) continue;
      const error =
        reason === 'clientDisconnect'
          ? new ChatNotConnectedError('No answer: disconnected', requestId)
          : new ChatConnectionLostError(`Connection lost${UNKNOWN_OUTCOME}`, requestId);
      this.take(requestId)?.reject(error);
    }
  }

  /** Ends the wait for an answer; what is taken has to be settled. */
  take(requestId = ''): Entry | undefined {
    const entry = this.#entries.get(requestId);
    this.#entries.delete(requestId);
    this.#clock.clearTimeout(entry?.timer);
    return entry;
  }
}
