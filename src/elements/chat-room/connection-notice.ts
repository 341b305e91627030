import { displayText } from '../chat-messages/display-text.js';
import type { Strings } from '../strings.js';
import { describeConnectProblem, isForbidden, isMistakeOfPage, isSignedOut } from './connect-problem.js';
import type { RoomStatus } from './room-status.js';

/** What the banner says about the connection. */
export interface ConnectionNotice {
  readonly text: string;
  readonly tone: 'calm' | 'trouble';
  /** The button beside it, which connects. */
  readonly action?: 'reconnect' | 'try-again';
  /** The viewer has to sign in: the page's `sign-in` slot is shown. */
  readonly needsSignIn?: boolean;
}

export interface ConnectionView {
  readonly status: RoomStatus;
  readonly offline: boolean;
}

/** From this attempt on, a socket that does not open is called by its name. */
const unreachableAttempt = 3;

/** The sentence for where the connection stands; nothing while all is well, or before the first connection. */
export function connectionNotice(view: ConnectionView, strings: Strings): ConnectionNotice | undefined {
  switch (view.status.state) {
    case 'connected':
      return undefined;
    case 'connecting':
      return waitingNotice(view, strings);
    case 'disconnected':
      return endingNotice(view, strings);
  }
}

function waitingNotice({ status, offline }: ConnectionView, strings: Strings): ConnectionNotice {
  if (offline) return { text: strings.offline, tone: 'trouble' };
  if (status.problem !== undefined && !status.isProblemHidden) {
    return { text: describeConnectProblem(status.problem, strings), tone: 'trouble' };
  }
  if (status.attempt >= unreachableAttempt) return { text: strings.unreachable, tone: 'trouble' };
  return status.isWayBack === true ? { text: strings.reconnecting, tone: 'trouble' } : { text: strings.connecting, tone: 'calm' };
}

function endingNotice({ status }: ConnectionView, strings: Strings): ConnectionNotice | undefined {
  const { ending, problem, isProblemHidden } = status;
  if (problem !== undefined) return isProblemHidden ? undefined : problemNotice(problem, strings);
  switch (ending?.kind) {
    case 'kicked':
      return { text: kickText(ending.reason, strings), tone: 'trouble' };
    case 'sessionEnd':
      return { text: strings.sessionEnded, tone: 'calm', action: 'reconnect' };
    case 'left':
      return { text: strings.left, tone: 'calm', action: 'reconnect' };
    case 'closed':
      return { text: strings.closedByServer, tone: 'trouble', action: 'try-again' };
    case undefined:
      return undefined;
  }
}

/** The reason is a text of people, like a message. */
function kickText(reason = '', strings: Strings): string {
  const shown = displayText(reason).trim();
  return shown === '' ? strings.kicked : strings.kickedBecause(shown);
}

/** Trying again is offered where it may help without the page being changed. */
function problemNotice(problem: Error, strings: Strings): ConnectionNotice {
  const text = describeConnectProblem(problem, strings);
  if (isSignedOut(problem)) return { text, tone: 'calm', needsSignIn: true };
  if (isForbidden(problem) || isMistakeOfPage(problem)) return { text, tone: 'trouble' };
  return { text, tone: 'trouble', action: 'try-again' };
}
