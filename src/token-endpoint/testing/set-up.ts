import { createTokenEndpoint, type TokenEndpointOptions } from '../create-token-endpoint.js';
import type { TokenGrant } from '../token-grant.js';
import { room, secondRoom } from './requests.js';
import { StubClient } from './stub-client.js';

export const canSend: TokenGrant = { userId: 'ada', capabilities: ['SEND_MESSAGE'] };

/** An endpoint before a stub of AWS, with its log. */
export function setUpTokenEndpoint(options: Partial<TokenEndpointOptions> & { grant?: TokenGrant | null } = {}) {
  const { grant = canSend, ...rest } = options;
  const client = new StubClient();
  const lines: string[] = [];
  const endpoint = createTokenEndpoint({
    client,
    rooms: [room, secondRoom],
    authorize: () => grant,
    log: (line) => lines.push(line),
    ...rest,
  });
  return { client, lines, endpoint };
}
