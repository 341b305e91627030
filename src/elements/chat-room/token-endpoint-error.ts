import { ChatTokenError, type ChatTokenErrorOptions } from '../../client/index.js';
import { defaultStrings, type Strings } from '../strings.js';

/**
 * What was wrong with a token endpoint or its answer:
 * - `bad-url`: `token-endpoint` is not a URL that can be fetched, or holds a name or a password.
 * - `insecure`: it must be `https:`; `http:` is accepted on loopback only.
 * - `sandboxed`: the frame has an opaque origin (`sandbox="allow-scripts"`): set `tokenProvider`, and let the parent page supply tokens.
 * - `headers`: `tokenHeaders` or `tokenParams` failed; see the `cause`.
 * - `network`: not reached: offline, refused by CORS, or a redirect, which is not followed.
 * - `timeout`: no answer in time.
 * - `signed-out`, `forbidden`, `not-found`: it answered 401, 403, 404.
 * - `busy`: it answered 429 or 503, and asks to come back later.
 * - `status`: it answered with another error.
 * - `web-page`, `empty`, `garbage`: the answer is HTML, nothing, or not a token.
 * - `too-large`: the answer has more than 64 kB.
 */
export type TokenProblem =
  | 'bad-url'
  | 'insecure'
  | 'sandboxed'
  | 'headers'
  | 'network'
  | 'timeout'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'busy'
  | 'status'
  | 'web-page'
  | 'empty'
  | 'garbage'
  | 'too-large';

/** The sentence; whether asking again does not mend it; for developers: what the sentence does not say. */
type Description = readonly [sentence: keyof Strings, isFinal?: boolean, hint?: string];

const descriptions = {
  'bad-url': ['tokenBadUrl', true],
  insecure: ['tokenInsecure', true, 'http: is accepted on loopback only'],
  sandboxed: ['tokenSandboxed', true, 'set tokenProvider, and let the parent page supply the tokens'],
  headers: ['tokenFailed', false, 'tokenHeaders or tokenParams failed'],
  network: ['tokenNetwork', false, 'offline, refused by CORS, or a redirect, which is not followed'],
  timeout: ['tokenTimeout'],
  'signed-out': ['signIn', true],
  forbidden: ['mayNotJoin', true],
  'not-found': ['tokenNotFound'],
  busy: ['tokenBusy'],
  status: ['tokenStatus'],
  'web-page': ['tokenWebPage'],
  empty: ['tokenEmpty'],
  garbage: ['tokenGarbage'],
  'too-large': ['tokenTooLarge'],
} as const satisfies Readonly<Record<TokenProblem, Description>>;

/** Asking again does not mend it. */
export function isFinal(problem: TokenProblem): boolean {
  const [, isFinal = false]: Description = descriptions[problem];
  return isFinal;
}

const statusProblems: Readonly<Record<number, TokenProblem>> = {
  401: 'signed-out',
  403: 'forbidden',
  404: 'not-found',
  429: 'busy',
  503: 'busy',
};

/** What an HTTP status says. */
export function problemOfStatus(status: number): TokenProblem {
  return statusProblems[status] ?? 'status';
}

export function describeTokenProblem(problem: TokenProblem, status = 0, strings: Strings): string {
  const sentence = strings[descriptions[problem][0]];
  return typeof sentence === 'function' ? sentence(status) : sentence;
}

/** `status`: the HTTP status, where there was one. `cause`: never the answer, nor anything that quotes it: it may hold a token. */
export type TokenEndpointErrorOptions = Omit<ChatTokenErrorOptions, 'final'>;

/** The built-in token request failed. 401, 403 and an unusable address are final; anything else is tried again. */
export class TokenEndpointError extends ChatTokenError {
  readonly problem: TokenProblem;

  constructor(problem: TokenProblem, options: TokenEndpointErrorOptions = {}) {
    const [, final = false, hint = problem]: Description = descriptions[problem];
    super(`${describeTokenProblem(problem, options.status, defaultStrings)} (${hint})`, { ...options, final });
    this.problem = problem;
  }
}
