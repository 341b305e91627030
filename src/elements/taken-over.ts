/** Errors whose notice the page took over, by cancelling `ivs-chat-error`: the elements say nothing about them. */
const takenOver = new WeakSet<Error>();

export function takeOver(error: Error): void {
  takenOver.add(error);
}

export function isTakenOver(error: unknown): boolean {
  return error instanceof Error && takenOver.has(error);
}
