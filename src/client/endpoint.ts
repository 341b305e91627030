import { ChatEndpointError } from './errors.js';

/** Lower-case words and a number: `us-west-2`, `us-gov-west-1`, and whatever AWS opens next. */
const REGION = /^[a-z]{2,10}(-[a-z]{1,20}){1,4}-\d{1,2}$/;

/**
 * A socket's URL without user, password and fragment. Behind the host: visible ASCII other than `#` and the back-slash; parsers strip
 * or change everything else.
 */
const SOCKET_URL = /^wss?:\/\/[\w.:[\]-]+([/?][!-"$-[\]-~]*)?$/i;
const LOOPBACK = /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/;

/** This machine, as the host of a URL. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/**
 * The URL of the socket: of a region's chat service, or the given `wss:` URL. `ws:` carries the token in the clear, so it is
 * accepted for the local machine only.
 * @throws ChatEndpointError for anything else, anything with a user or password, and anything that a parser would quietly mend.
 */
export function socketUrl(regionOrUrl: unknown): string {
  if (typeof regionOrUrl === 'string') {
    if (REGION.test(regionOrUrl)) return `wss://edge.ivschat.${regionOrUrl}.amazonaws.com`;
    if (SOCKET_URL.test(regionOrUrl)) {
      try {
        const url = new URL(regionOrUrl);
        if (url.protocol === 'wss:' || isLoopback(url.hostname)) return url.href;
      } catch {
        // The engine's own message quotes the URL.
      }
    }
  }
  throw new ChatEndpointError('Expected an AWS region or a wss:// URL (ws:// for this machine only)');
}
