import { describeRequestError } from '../error-text.js';
import type { RoomContext, WriteBlock } from '../room-context.js';
import type { Strings } from '../strings.js';

/** Why the last attempt to send did not succeed. */
export type InputProblem =
  | { readonly kind: 'over-limit'; readonly limit: number }
  | { readonly kind: 'offline' }
  /** A listener cancelled it and left the draft as it was. */
  | { readonly kind: 'held' }
  /** The room took it and could not deliver it: the failed row keeps the text. */
  | { readonly kind: 'failed'; readonly error: unknown };

/** A reason that closes the input; being disconnected does not, one may go on typing. */
export type ClosedReason = Exclude<WriteBlock, 'disconnected'>;

export function closedReason(room: RoomContext | undefined, readOnly: boolean): ClosedReason | undefined {
  if (readOnly) return 'readonly';
  return room?.writeBlock === 'disconnected' ? undefined : room?.writeBlock;
}

export function closedText(reason: ClosedReason | undefined, strings: Strings): string {
  switch (reason) {
    case 'readonly':
      return strings.readOnly;
    case 'no-capability':
      return strings.mayNotWrite;
    case 'kicked':
      return strings.kicked;
    case 'signed-out':
      return strings.signIn;
    case undefined:
      return '';
  }
}

export function problemText(problem: InputProblem | undefined, strings: Strings): string {
  switch (problem?.kind) {
    case 'over-limit':
      return strings.draftTooLong(problem.limit);
    case 'offline':
      return strings.draftOffline;
    case 'held':
      return strings.draftHeld;
    case 'failed':
      return strings.notSent(describeRequestError(problem.error, 'send', strings));
    case undefined:
      return '';
  }
}
