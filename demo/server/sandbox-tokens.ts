import { randomBytes } from 'node:crypto';
import type { Attributes, Capability, SandboxClock } from './sandbox-options.js';

const tokenLifetimeMs = 60_000;
const defaultSessionMinutes = 60;

export interface TokenRequest {
  /** 1 to 128 characters. */
  readonly userId: string;
  /** What the holder may do beside watching; default nothing. */
  readonly capabilities?: readonly Capability[];
  readonly attributes?: Attributes;
  /** 1 to 180; default 60. */
  readonly sessionDurationInMinutes?: number;
  /** ARN of a room of this sandbox; default its first one. */
  readonly roomIdentifier?: string;
}

export interface IssuedToken {
  readonly token: string;
  /** One minute after it was made: until then it opens one connection. */
  readonly tokenExpirationTime: Date;
  /** The connection ends then. */
  readonly sessionExpirationTime: Date;
}

/** What a token stands for. */
export interface Grant {
  readonly roomArn: string;
  readonly userId: string;
  readonly capabilities: readonly Capability[];
  readonly attributes: Attributes;
  /** Milliseconds since the epoch. */
  readonly tokenExpires: number;
  readonly sessionExpires: number;
}

/** Why a token opens nothing. */
export type TokenFault = 'missing' | 'unknown' | 'used' | 'expired';

/** Tokens that open one connection within a minute. */
export class SandboxTokens {
  readonly #clock: SandboxClock;
  readonly #grants = new Map<string, Grant & { used: boolean }>();

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  issue(roomArn: string, request: TokenRequest): IssuedToken {
    const now = this.#clock.now();
    this.#forgetOld(now);
    const tokenExpires = now + tokenLifetimeMs;
    const sessionExpires = now + (request.sessionDurationInMinutes ?? defaultSessionMinutes) * 60_000;
    const token = `AQIC${randomBytes(96).toString('base64url')}`;
    this.#grants.set(token, {
      roomArn,
      userId: request.userId,
      capabilities: [...(request.capabilities ?? [])],
      attributes: { ...request.attributes },
      tokenExpires,
      sessionExpires,
      used: false,
    });
    return { token, tokenExpirationTime: new Date(tokenExpires), sessionExpirationTime: new Date(sessionExpires) };
  }

  /** What the token stands for, used or not; for hooks that aim at a user or a room. */
  peek(token: string | undefined): Grant | undefined {
    return token === undefined ? undefined : this.#grants.get(token);
  }

  /** Spends a token. */
  redeem(token: string | undefined): Grant | TokenFault {
    if (token === undefined) return 'missing';
    const grant = this.#grants.get(token);
    if (grant === undefined) return 'unknown';
    if (grant.used) return 'used';
    if (this.#clock.now() >= grant.tokenExpires) return 'expired';
    grant.used = true;
    return grant;
  }

  /** Dead tokens stay known for a while, so that their refusal can say why. */
  #forgetOld(now: number): void {
    for (const [token, grant] of this.#grants) {
      if (grant.tokenExpires + 10 * tokenLifetimeMs > now) return;
      this.#grants.delete(token);
    }
  }
}
