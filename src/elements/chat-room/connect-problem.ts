import { ChatTokenError } from '../../client/index.js';
import type { Strings } from '../strings.js';
import { RoomEndpointError } from './room-endpoint-error.js';
import { TokenEndpointError, type TokenProblem } from './token-endpoint-error.js';

/** The token endpoint, or the page's own provider, answered 401. */
export function isSignedOut(problem: Error | undefined): boolean {
  return problem instanceof ChatTokenError && problem.status === 401;
}

/** The token endpoint, or the page's own provider, answered 403. */
export function isForbidden(problem: Error | undefined): boolean {
  return problem instanceof ChatTokenError && problem.status === 403;
}

/** Nothing to try again before the page is changed. */
export function isMistakeOfPage(problem: Error): boolean {
  if (problem instanceof RoomEndpointError) return true;
  return problem instanceof TokenEndpointError && ['bad-url', 'insecure', 'sandboxed'].includes(problem.problem);
}

/** Why the room cannot connect, in the elements' own words. */
export function describeConnectProblem(problem: Error, strings: Strings): string {
  if (isSignedOut(problem)) return strings.signIn;
  if (isForbidden(problem)) return strings.mayNotJoin;
  if (problem instanceof RoomEndpointError) {
    return problem.endpoint === undefined ? strings.noEndpoint : strings.badEndpoint(problem.endpoint);
  }
  if (problem instanceof TokenEndpointError) return describeTokenProblem(problem.problem, problem.status, strings);
  const status = problem instanceof ChatTokenError ? problem.status : undefined;
  if (status === 429 || status === 503) return strings.tokenBusy;
  return strings.tokenFailed;
}

function describeTokenProblem(problem: TokenProblem, status: number | undefined, strings: Strings): string {
  const texts: Readonly<Record<TokenProblem, string>> = {
    'bad-url': strings.tokenBadUrl,
    insecure: strings.tokenInsecure,
    sandboxed: strings.tokenSandboxed,
    headers: strings.tokenFailed,
    network: strings.tokenNetwork,
    timeout: strings.tokenTimeout,
    'signed-out': strings.signIn,
    forbidden: strings.mayNotJoin,
    'not-found': strings.tokenNotFound,
    busy: strings.tokenBusy,
    status: strings.tokenStatus(status ?? 0),
    'web-page': strings.tokenWebPage,
    empty: strings.tokenEmpty,
    garbage: strings.tokenGarbage,
    'too-large': strings.tokenTooLarge,
  };
  return texts[problem];
}
