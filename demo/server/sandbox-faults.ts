import type { HookTarget, RequestAction } from './sandbox-hooks.js';

/** What can be aimed at: a connection, or a client that is about to become one. */
export interface Aim {
  readonly roomArn?: string | undefined;
  readonly userId?: string | undefined;
  readonly connectionId?: string | undefined;
}

export function isTarget(target: HookTarget, aim: Aim): boolean {
  return (
    (target.roomArn === undefined || target.roomArn === aim.roomArn) &&
    (target.userId === undefined || target.userId === aim.userId) &&
    (target.connectionId === undefined || target.connectionId === aim.connectionId)
  );
}

function isSameTarget(a: HookTarget, b: HookTarget): boolean {
  return a.roomArn === b.roomArn && a.userId === b.userId && a.connectionId === b.connectionId;
}

/** Rules that strike so many times, the oldest first. */
class CountedRules<Rule> {
  #rules: { readonly rule: Rule; left: number }[] = [];

  add(rule: Rule, count = Infinity): void {
    this.#rules.push({ rule, left: count });
  }

  take(strikes: (rule: Rule) => boolean): Rule | undefined {
    const found = this.#rules.find(({ rule, left }) => left > 0 && strikes(rule));
    if (found === undefined) return undefined;
    found.left -= 1;
    this.#rules = this.#rules.filter(({ left }) => left > 0);
    return found.rule;
  }

  clear(): void {
    this.#rules = [];
  }
}

export interface UpgradeRefusal {
  readonly mode: 'status' | 'reset' | 'hang' | 'close';
  readonly status: number;
  readonly closeCode: number;
}

export interface CallRefusal {
  readonly operation: string | undefined;
  readonly errorType: string;
  readonly message: string;
}

/** `undefined` as the answer: none at all. */
export interface RequestFault {
  readonly target: HookTarget;
  readonly action: RequestAction | undefined;
  readonly answer: { readonly errorCode: number; readonly errorMessage: string } | undefined;
}

/** Everything that a test has asked to go wrong. */
export class SandboxFaults {
  /** `until` is in milliseconds since the epoch. */
  readonly upgrades = new CountedRules<{ readonly target: HookTarget; readonly until: number; readonly refusal: UpgradeRefusal }>();
  readonly calls = new CountedRules<CallRefusal>();
  readonly requests = new CountedRules<RequestFault>();
  #freezes: { readonly target: HookTarget; readonly direction: 'in' | 'out' | 'both' }[] = [];
  #delays: { readonly target: HookTarget; readonly ms: number }[] = [];

  freeze(target: HookTarget, direction: 'in' | 'out' | 'both'): void {
    this.#freezes.push({ target, direction });
  }

  thaw(target: HookTarget): void {
    this.#freezes = this.#freezes.filter((freeze) => !isSameTarget(freeze.target, target));
  }

  delay(target: HookTarget, ms: number): void {
    this.#delays = this.#delays.filter((delay) => !isSameTarget(delay.target, target));
    if (ms > 0) this.#delays.push({ target, ms });
  }

  isFrozen(aim: Aim, direction: 'in' | 'out'): boolean {
    return this.#freezes.some((freeze) => freeze.direction !== (direction === 'in' ? 'out' : 'in') && isTarget(freeze.target, aim));
  }

  delayMs(aim: Aim): number {
    return this.#delays.reduce((longest, { target, ms }) => (isTarget(target, aim) ? Math.max(longest, ms) : longest), 0);
  }

  allow(): void {
    this.upgrades.clear();
    this.calls.clear();
    this.requests.clear();
  }

  reset(): void {
    this.allow();
    this.#freezes = [];
    this.#delays = [];
  }
}
