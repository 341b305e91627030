import {
  createModerationEndpoint,
  createTokenEndpoint,
  EndpointError,
  MemoryBanStore,
  toNodeListener,
  type TokenGrant,
  type WebHandler,
} from '../../src/token-endpoint/index.js';
import type { ChatBackend } from './chat-backend.js';
import { findPerson, isPersonName } from './people.js';
import type { SessionCookie } from './session-cookie.js';

type Listener = ReturnType<typeof toNodeListener>;

/**
 * What the package gives to page owners, as this site uses it. Who asks comes from the cookie, and what they may do from the
 * server's own records. Bans last until the demo ends.
 */
export class TokenEndpoint {
  readonly #session: SessionCookie;
  readonly #roomArn: string;
  /** Answers `POST /as/<name>/token`. */
  readonly token: Listener;
  /** Answers `POST /as/<name>/moderate/<act>`, such as `ban {userId, reason?}`. */
  readonly moderate: Listener;

  constructor(backend: ChatBackend, session: SessionCookie) {
    this.#session = session;
    this.#roomArn = backend.roomArn;
    const options = {
      client: backend.client,
      rooms: [backend.roomArn],
      bans: new MemoryBanStore(),
      authorize: (request: Request) => this.#authorize(request),
    };
    this.token = toNodeListener(withAddress(createTokenEndpoint(options), backend));
    this.moderate = toNodeListener(createModerationEndpoint(options));
  }

  #authorize({ headers, url }: Request): TokenGrant | null {
    const owner = this.#session.read(headers.get('Cookie') ?? undefined);
    if (owner === undefined) return null;
    if (!isPersonName(owner) || !new URL(url).pathname.startsWith(`/as/${owner}/`)) throw new EndpointError(403);
    const { capabilities, attributes } = findPerson(owner);
    return { userId: owner, capabilities, attributes, room: this.#roomArn };
  }
}

/** The sandbox is in no region: its pages are told the socket, by the host that the browser used. */
function withAddress(endpoint: WebHandler, backend: ChatBackend): WebHandler {
  return async (request) => {
    const response = await endpoint(request);
    if (!response.ok || response.body === null) return response;
    const answer = (await response.json()) as object;
    return Response.json({ ...answer, ...backend.address(request.headers.get('Host') ?? '') }, { headers: response.headers });
  };
}
