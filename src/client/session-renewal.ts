/** The longest part of a session over which renewals spread: 50,000 viewers of one stream make 83 token calls a second. */
const LONGEST_MARGIN_MS = 10 * 60_000;
/** Left at the end for the token and the socket. */
const LONGEST_LEAD_MS = 20_000;

/**
 * When to renew a session, in ms from its beginning: a random instant in its last quarter, at most its last ten minutes.
 * @param random from 0 to 1
 */
export function renewalDelayMs(sessionLengthMs: number, random: number): number {
  const marginMs = Math.min(sessionLengthMs / 4, LONGEST_MARGIN_MS);
  const leadMs = Math.min(marginMs / 4, LONGEST_LEAD_MS);
  return sessionLengthMs - marginMs + random * (marginMs - leadMs);
}
