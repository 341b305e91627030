import { ChatEndpointError } from './errors.js';

/** Lower-case words and a number: `us-west-2`, `us-gov-west-1`, and whatever AWS opens next. */
const REGION = /^[a-z]{2,10}(-[a-z]{1,20}){1,4}-\d{1,2}$/;

/**
 * The URL of the socket: of a region's chat service, or the given `wss:` URL. `ws:` carries the token in the clear, so it is
 * accepted for the local machine only.
 * @throws ChatEndpointError for anything else, anything with a user or password, and anything that a parser would quietly mend.
 */
export function socketUrl(regionOrUrl: unknown): string {
  if (typeof regionOrUrl !== 'string' || regionOrUrl === '') {
    throw new ChatEndpointError('No region or URL to connect to was given');
  }
  if (REGION.test(regionOrUrl)) return `wss://edge.ivschat.${regionOrUrl}.amazonaws.com`;
  // Spaces, control characters and back-slashes are what parsers strip or turn into something else.
  if (!/^wss?:\/\/[^/?#]/i.test(regionOrUrl) || /[^\x21-\x7e]|\\|#/.test(regionOrUrl)) {
    throw new ChatEndpointError('Expected an AWS region such as us-west-2, or a wss:// URL');
  }
  const url = parse(regionOrUrl);
  const [authority] = regionOrUrl.slice(regionOrUrl.indexOf('//') + 2).split(/[/?]/, 1);
  if (authority!.includes('@')) throw new ChatEndpointError('The URL must not hold a user name or password');
  if (url.protocol === 'ws:' && !isLoopback(url.hostname)) {
    throw new ChatEndpointError('Use wss://: ws:// is not encrypted and for this machine only');
  }
  return url.href;
}

function parse(text: string): URL {
  try {
    return new URL(text);
  } catch {
    // The engine's own message quotes the URL.
    throw new ChatEndpointError('The URL is not valid');
  }
}

function isLoopback(hostname: string): boolean {
  return /^(.+\.)?localhost$|^127(\.\d{1,3}){3}$|^\[::1\]$/.test(hostname);
}
