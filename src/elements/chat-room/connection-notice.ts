import { displayText } from '../chat-messages/display-text.js';
import type { Strings } from '../strings.js';
import { isTakenOver } from '../taken-over.js';
import { describeConnectProblem, isSignedOut, mayPass } from './connect-problem.js';
import type { RoomStatus } from './room-status.js';

/** What a line of the banner says. */
export interface Notice {
  readonly text: string;
  /** Default: `trouble`. A `calm` one says that all is as it should be; an `early` one may pass before anybody can read it, so it shows itself late. */
  readonly tone?: 'calm' | 'early';
  /** The button beside it, by its word in `strings`. */
  readonly action?: 'reconnect' | 'tryAgain' | 'dismiss';
  /** The viewer has to sign in: the page's `sign-in` slot is shown. */
  readonly needsSignIn?: boolean;
}

/** From this attempt on, a socket that does not open is called by its name. */
const unreachableAttempt = 3;

/** The sentence for where the connection stands; nothing while all is well, or before the first connection. */
export function connectionNotice(status: RoomStatus, isOffline: boolean, strings: Strings): Notice | undefined {
  if (status.state === 'connected') return undefined;
  return status.state === 'connecting' ? waitingNotice(status, isOffline, strings) : endingNotice(status, strings);
}

function waitingNotice({ problem, attempt, isWayBack }: RoomStatus, isOffline: boolean, strings: Strings): Notice {
  if (isOffline) return { text: strings.offline };
  if (problem && !isTakenOver(problem)) return { text: describeConnectProblem(problem, strings) };
  if (attempt >= unreachableAttempt) return { text: strings.unreachable };
  return isWayBack ? { text: strings.reconnecting } : { text: strings.connecting, tone: 'early' };
}

function endingNotice({ ending, kickReason, problem }: RoomStatus, strings: Strings): Notice | undefined {
  if (problem) return isTakenOver(problem) ? undefined : problemNotice(problem, strings);
  if (ending === 'kicked') return { text: kickText(kickReason, strings) };
  if (ending === 'left') return { text: strings.left, tone: 'calm', action: 'reconnect' };
  return ending && { text: strings.closedByServer, action: 'tryAgain' };
}

/** The reason is a text of people, like a message. */
function kickText(reason = '', strings: Strings): string {
  const shown = displayText(reason).trim();
  return shown === '' ? strings.kicked : strings.kickedBecause(shown);
}

function problemNotice(problem: Error, strings: Strings): Notice {
  const text = describeConnectProblem(problem, strings);
  if (isSignedOut(problem)) return { text, tone: 'calm', needsSignIn: true };
  return mayPass(problem) ? { text, action: 'tryAgain' } : { text };
}
