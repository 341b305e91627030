import { isLoopback } from '../../client/endpoint.js';

const MAX_LENGTH = 2_048;

/**
 * The one rule for the address of a picture, whoever gives it: `https:` from a listed origin. `http:` only where the page itself came by
 * it from this machine. A picture anywhere else would tell a stranger who is watching.
 *
 * @param origins `undefined` is the page's own
 */
export function imageAddress(address: unknown, origins: ReadonlySet<string> | undefined): string | undefined {
  if (typeof address !== 'string' || address.length > MAX_LENGTH || !URL.canParse(address, document.baseURI)) return undefined;
  const { protocol, origin, username, password, href } = new URL(address, document.baseURI);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && location.protocol === 'http:' && isLoopback(location.hostname));
  const isListed = origins === undefined ? origin === globalThis.origin : origins.has(origin);
  return isSafe && isListed && username + password === '' ? href : undefined;
}
