/** What all the examples share: the AWS client, the room, and who is who. */
import { IvschatClient } from '@aws-sdk/client-ivschat';
import type { TokenEndpointOptions, TokenGrant } from 'ivs-chat-elements/token-endpoint';

export const chat: TokenEndpointOptions = {
  // Region and credentials come from the environment, as with every AWS client.
  client: new IvschatClient({}),
  rooms: [process.env['IVS_CHAT_ROOM_ARN'] ?? 'arn:aws:ivschat:us-west-2:123456789012:room/YourRoomId'],
  authorize(request): TokenGrant | null {
    const person = signedInAs(request);
    if (person === undefined) return null;
    return {
      userId: person.id,
      attributes: { displayName: person.name },
      capabilities: person.moderates ? ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] : ['SEND_MESSAGE'],
    };
  },
};

/** To be replaced by your own sessions: as it stands, whoever sends the cookie `session=session-of-ada` is a moderator. */
function signedInAs(request: Request) {
  const session = /(?:^|;\s*)session=([\w-]+)/.exec(request.headers.get('Cookie') ?? '')?.[1];
  return sessions.get(session ?? '');
}

const sessions = new Map([
  ['session-of-ada', { id: 'ada', name: 'Ada', moderates: true }],
  ['session-of-ben', { id: 'ben', name: 'Ben', moderates: false }],
]);
