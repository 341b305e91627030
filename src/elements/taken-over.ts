/**
 * Errors whose notice the page took over, by cancelling `ivs-chat-error`: the elements say nothing about them. Every copy of this
 * package looks here, as the room may be of one and its piece of another.
 */
const takenOver = ((globalThis as { [shared: symbol]: WeakSet<Error> })[Symbol.for('ivs-chat-elements.taken-over')] ??= new WeakSet());

/** Notes what the page did with an error; it may do otherwise when the same one comes again. */
export function takeOver(error: Error, isTaken: boolean): void {
  if (isTaken) takenOver.add(error);
  else takenOver.delete(error);
}

export function isTakenOver(error: unknown): boolean {
  return error instanceof Error && takenOver.has(error);
}
