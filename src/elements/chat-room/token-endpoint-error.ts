import { ChatTokenError } from '../../client/index.js';

/** What was wrong with a token endpoint or its answer. */
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

/** Problems that asking again does not mend. */
const finalProblems: ReadonlySet<TokenProblem> = new Set(['bad-url', 'insecure', 'sandboxed', 'signed-out', 'forbidden']);

/** English, for developers; people read the sentences in `strings`. */
const messages: Readonly<Record<TokenProblem, string>> = {
  'bad-url': 'token-endpoint is not a URL that can be fetched.',
  insecure: 'token-endpoint must be https: (http: is accepted on loopback only).',
  sandboxed: 'token-endpoint is refused in a frame with sandbox="allow-scripts" (its origin is opaque): set tokenProvider and let the parent page supply the tokens.',
  headers: 'tokenHeaders or tokenParams failed.',
  network: 'The token endpoint could not be reached (offline, refused by CORS, or a redirect, which is not followed).',
  timeout: 'The token endpoint did not answer in time.',
  'signed-out': 'The token endpoint answered 401: nobody is signed in.',
  forbidden: 'The token endpoint answered 403: this user may not join.',
  'not-found': 'The token endpoint was not found (404).',
  busy: 'The token endpoint asked to come back later.',
  status: 'The token endpoint answered with an error.',
  'web-page': 'The token endpoint answered with a web page.',
  empty: 'The token endpoint answered with nothing.',
  garbage: 'The token endpoint answered with something that is not a token.',
  'too-large': 'The token endpoint answered with more than 64 kB.',
};

export interface TokenEndpointErrorOptions {
  /** The HTTP status, where there was one. */
  readonly status?: number;
  /** How long the endpoint asked to wait, in ms. */
  readonly retryAfterMs?: number;
  /** Never the answer itself, nor anything that quotes it: it may hold a token. */
  readonly cause?: unknown;
}

/** The built-in token request failed. 401, 403 and an unusable address are final; anything else is tried again. */
export class TokenEndpointError extends ChatTokenError {
  readonly problem: TokenProblem;

  constructor(problem: TokenProblem, options: TokenEndpointErrorOptions = {}) {
    const status = problem === 'status' || problem === 'busy' ? ` (${options.status})` : '';
    super(`${messages[problem]}${status}`, { ...options, final: finalProblems.has(problem) });
    this.problem = problem;
  }
}
