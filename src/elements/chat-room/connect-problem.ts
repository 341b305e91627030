import { ChatTokenError } from '../../client/index.js';
import type { Strings } from '../strings.js';
import { RoomEndpointError } from './room-endpoint-error.js';
import { describeTokenProblem, isFinal, problemOfStatus, TokenEndpointError, type TokenProblem } from './token-endpoint-error.js';

/** Why there is no token; the page's own provider may say it with an HTTP status. */
function tokenProblemOf(problem: Error): TokenProblem {
  if (problem instanceof TokenEndpointError) return problem.problem;
  const status = problem instanceof ChatTokenError ? problem.status : undefined;
  return status === undefined ? 'headers' : problemOfStatus(status);
}

/** The token endpoint, or the page's own provider, answered 401. */
export function isSignedOut(problem: Error | undefined): boolean {
  return problem !== undefined && tokenProblemOf(problem) === 'signed-out';
}

/** Trying again may help without the page being changed. */
export function mayPass(problem: Error): boolean {
  return !(problem instanceof RoomEndpointError) && !isFinal(tokenProblemOf(problem));
}

/** Why the room cannot connect, in the elements' own words. */
export function describeConnectProblem(problem: Error, strings: Strings): string {
  if (problem instanceof RoomEndpointError) {
    return problem.endpoint === undefined ? strings.noEndpoint : strings.badEndpoint(problem.endpoint);
  }
  return describeTokenProblem(tokenProblemOf(problem), (problem as ChatTokenError).status, strings);
}
