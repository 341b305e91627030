import type { ConnectionState } from '../../client/index.js';

/** Why a room stays disconnected, other than by an error. */
export type RoomEnding = 'kicked' | 'left' | 'closed';

/** Where a room's connection stands. Immutable; the one variable of its state machine. */
export interface RoomStatus {
  readonly state: ConnectionState;
  /** The attempt that runs, from 1; 0 while connected or disconnected. */
  readonly attempt: number;
  /** An open connection was lost, or ended by the server, and this is the way back: not an attempt that the page asked for. */
  readonly isWayBack?: boolean | undefined;
  /** Why it is disconnected; absent before the first connection and after an error. */
  readonly ending?: RoomEnding;
  /** Why this user was removed, where a moderator said it. */
  readonly kickReason?: string | undefined;
  /** What went wrong last, until the connection opens or the page connects anew. */
  readonly problem?: Error | undefined;
}

export const initialStatus: RoomStatus = { state: 'disconnected', attempt: 0 };
