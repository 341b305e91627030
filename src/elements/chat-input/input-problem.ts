import type { RoomContext, WriteBlock } from '../room-context.js';
import type { Strings } from '../strings.js';

/** Why the last attempt to send did not succeed. */
export interface InputProblem {
  readonly text: (strings: Strings) => string;
  /** It is true no longer. Asked at every update of an input that stands in the document. */
  readonly isSettled: () => boolean;
}

/** A reason that closes the input; being disconnected does not, one may go on typing. */
export type ClosedReason = Exclude<WriteBlock, 'disconnected'>;

const closedWords = {
  readonly: 'readOnly',
  'no-capability': 'mayNotWrite',
  kicked: 'kicked',
  'signed-out': 'signIn',
} as const satisfies Record<ClosedReason, keyof Strings>;

export function closedReason(room: RoomContext | undefined, readOnly: boolean): ClosedReason | undefined {
  if (readOnly) return 'readonly';
  return room?.writeBlock === 'disconnected' ? undefined : room?.writeBlock;
}

export function closedText(reason: ClosedReason | undefined, strings: Strings): string {
  return reason === undefined ? '' : strings[closedWords[reason]];
}
