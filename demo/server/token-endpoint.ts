import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChatBackend } from './chat-backend.js';
import { sendJson } from './http-body.js';
import { findPerson } from './people.js';
import { RateLimit } from './rate-limit.js';
import { HttpRefusal, readOwnersRequest } from './request-guard.js';
import { systemClock, type SandboxClock } from './sandbox-options.js';
import type { SessionCookie } from './session-cookie.js';

/** Token calls of one person in a minute. */
const callsPerMinute = 30;
const minuteMs = 60_000;
const maxPeople = 1000;

/**
 * Answers `POST /as/<name>/token`. Who asks comes from the cookie, and what they may do from the server's own records:
 * nothing of it from the body. The answer is never stored and the token never logged.
 */
export class TokenEndpoint {
  readonly #backend: ChatBackend;
  readonly #session: SessionCookie;
  readonly #clock: SandboxClock;
  readonly #rates = new Map<string, RateLimit>();

  constructor(backend: ChatBackend, session: SessionCookie, clock: SandboxClock = systemClock) {
    this.#backend = backend;
    this.#session = session;
    this.#clock = clock;
  }

  /** @throws {HttpRefusal} */
  async handle(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    await readOwnersRequest(request, name, this.#session);
    this.#takeTurn(name);
    const person = findPerson(name);
    const { token, tokenExpirationTime, sessionExpirationTime } = await this.#createToken(person);
    sendJson(response, 200, {
      token,
      tokenExpirationTime,
      sessionExpirationTime,
      userId: person.name,
      capabilities: person.capabilities,
      attributes: person.attributes,
      ...this.#backend.address(request.headers.host ?? ''),
    });
  }

  #takeTurn(name: string): void {
    if (this.#rates.size > maxPeople) this.#rates.clear();
    const rate = this.#rates.get(name) ?? new RateLimit(this.#clock, minuteMs);
    this.#rates.set(name, rate);
    if (rate.tryTake(callsPerMinute)) return;
    throw new HttpRefusal(429, 'Too many tokens in a minute', { 'Retry-After': String(Math.max(1, Math.ceil(rate.waitMs / 1000))) });
  }

  async #createToken(person: ReturnType<typeof findPerson>): ReturnType<ChatBackend['createToken']> {
    try {
      return await this.#backend.createToken(person);
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      console.error(`The chat service gave no token: ${name}`);
      if (name === 'ThrottlingException') throw new HttpRefusal(503, 'The chat service is busy', { 'Retry-After': '1' });
      throw new HttpRefusal(502, 'The chat service gave no token');
    }
  }
}
