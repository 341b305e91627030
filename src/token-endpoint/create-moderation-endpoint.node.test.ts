import { expect } from 'chai';
import { MemoryBanStore } from './ban-store.js';
import { createModerationEndpoint, type ModerationEndpointOptions } from './create-moderation-endpoint.js';
import { createTokenEndpoint } from './create-token-endpoint.js';
import { MemoryRateLimitStore, type RateLimitOptions } from './rate-limit.js';
import { foreignRoom, post, room, secondRoom, sessionOf } from './testing/requests.js';
import { StubClient } from './testing/stub-client.js';
import type { TokenGrant } from './token-grant.js';

const people: Readonly<Record<string, TokenGrant>> = {
  ada: { userId: 'ada', capabilities: ['SEND_MESSAGE'] },
  mira: { userId: 'mira', capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] },
  sweeper: { userId: 'sweeper', capabilities: ['DELETE_MESSAGE'] },
  bouncer: { userId: 'bouncer', capabilities: ['DISCONNECT_USER'] },
};

function setUp(options: Partial<ModerationEndpointOptions> = {}, tokenRateLimit: RateLimitOptions = {}) {
  const client = new StubClient();
  const bans = new MemoryBanStore();
  const shared = {
    client,
    rooms: [room, secondRoom],
    bans,
    authorize: (request: Request) => people[sessionOf(request) ?? ''] ?? null,
    log: () => undefined,
    schedule: () => undefined,
  };
  const moderate = createModerationEndpoint({ ...shared, eventNames: ['app:poll'], ...options });
  const token = createTokenEndpoint({ ...shared, rateLimit: tokenRateLimit });
  return {
    client,
    bans,
    act: (action: string, body: unknown, session: string, headers = {}) => moderate(post(body, { session, headers, path: `/chat/moderate/${action}` })),
    askForToken: (session: string) => token(post({}, { session })),
  };
}

const acts: readonly [string, object][] = [
  ['delete-message', { messageId: 'AbCdEf123456', reason: 'Spam' }],
  ['disconnect-user', { userId: 'troll', reason: 'Spam' }],
  ['ban', { userId: 'troll', reason: 'Spam' }],
  ['unban', { userId: 'troll' }],
  ['send-event', { eventName: 'app:poll', attributes: { question: 'Tea?' } }],
];

describe('createModerationEndpoint', () => {
  it('does for a moderator what was asked', async () => {
    const { act, client } = setUp();
    for (const [action, body] of acts) expect((await act(action, body, 'mira')).status, action).to.equal(200);
    expect(client.sent).to.deep.equal([
      { name: 'DeleteMessageCommand', input: { roomIdentifier: room, id: 'AbCdEf123456', reason: 'Spam' } },
      { name: 'DisconnectUserCommand', input: { roomIdentifier: room, userId: 'troll', reason: 'Spam' } },
      { name: 'DisconnectUserCommand', input: { roomIdentifier: room, userId: 'troll', reason: 'Spam' } },
      { name: 'SendEventCommand', input: { roomIdentifier: room, eventName: 'app:poll', attributes: { question: 'Tea?' } } },
    ]);
  });

  it('SECURITY 21: refuses whoever lacks the capability, whatever the body claims', async () => {
    const rights: Readonly<Record<string, readonly string[]>> = {
      mira: acts.map(([action]) => action),
      sweeper: ['delete-message', 'send-event'],
      bouncer: ['disconnect-user', 'ban', 'unban', 'send-event'],
      ada: [],
    };
    for (const [session, allowed] of Object.entries(rights)) {
      for (const [action, body] of acts) {
        const { act, client, bans } = setUp();
        const { status } = await act(action, { ...body, capabilities: ['DELETE_MESSAGE', 'DISCONNECT_USER'], bannedBy: 'mira' }, session);
        expect(status, `${session} ${action}`).to.equal(allowed.includes(action) ? 200 : 403);
        if (status === 403) expect([client.sent, bans.list()], `${session} ${action}`).to.deep.equal([[], []]);
      }
    }
  });

  it('SECURITY 20: a banned user gets 403 for tokens until they are unbanned', async () => {
    const { act, askForToken, bans } = setUp();
    expect((await askForToken('ada')).status).to.equal(200);
    expect((await act('ban', { userId: 'ada', reason: 'Spam' }, 'mira')).status).to.equal(200);
    expect(bans.list()[0]).to.include({ userId: 'ada', reason: 'Spam', bannedBy: 'mira' });
    expect((await askForToken('ada')).status).to.equal(403);
    expect((await askForToken('bouncer')).status).to.equal(200);
    await act('unban', { userId: 'ada' }, 'mira');
    expect((await askForToken('ada')).status).to.equal(200);
  });

  it('takes the right to moderate from a moderator who is banned', async () => {
    const { act, client } = setUp();
    await act('ban', { userId: 'bouncer' }, 'mira');
    client.sent.length = 0;
    expect((await act('unban', { userId: 'bouncer' }, 'bouncer')).status).to.equal(403);
    expect(client.sent).to.deep.equal([]);
  });

  it('SECURITY 18: refuses other origins, forms and strangers', async () => {
    const { act, client } = setUp();
    const evil = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    for (const [action, body] of acts) {
      expect((await act(action, body, 'mira', evil)).status).to.equal(403);
      expect((await act(action, body, 'mira', { 'Content-Type': 'text/plain' })).status).to.equal(415);
      expect((await act(action, body, 'stranger')).status).to.equal(401);
      expect((await act(action, { ...body, roomIdentifier: foreignRoom }, 'mira')).status).to.equal(403);
    }
    expect(client.sent).to.deep.equal([]);
  });

  it('sends no event but the named ones, and none when none is named', async () => {
    const { act, client } = setUp();
    for (const eventName of ['app:prize', 'aws:DELETE_MESSAGE', '__proto__']) {
      expect((await act('send-event', { eventName }, 'mira')).status).to.equal(403);
    }
    expect((await setUp({ eventNames: undefined }).act('send-event', { eventName: 'app:poll' }, 'mira')).status).to.equal(403);
    expect(client.sent).to.deep.equal([]);
  });

  describe('refuses', () => {
    const cases: [string, string, unknown][] = [
      ['a message id of another form', 'delete-message', { messageId: 'AbCdEf12345!' }],
      ['a message id that is too short', 'delete-message', { messageId: 'AbC' }],
      ['no message id', 'delete-message', {}],
      ['a reason of 257 characters', 'delete-message', { messageId: 'AbCdEf123456', reason: 'x'.repeat(257) }],
      ['a reason that is no text', 'disconnect-user', { userId: 'troll', reason: 7 }],
      ['no user', 'disconnect-user', {}],
      ['a user id of 129 characters', 'ban', { userId: 'x'.repeat(129) }],
      ['a user id that is no text', 'ban', { userId: ['troll'] }],
      ['no user to unban', 'unban', { userId: '' }],
      ['attributes that are no texts', 'send-event', { eventName: 'app:poll', attributes: { a: 1 } }],
      ['attributes in a list', 'send-event', { eventName: 'app:poll', attributes: ['a'] }],
      ['attributes over 1 KB', 'send-event', { eventName: 'app:poll', attributes: { a: 'x'.repeat(1024) } }],
    ];
    for (const [name, action, body] of cases) {
      it(name, async () => {
        const { act, client, bans } = setUp();
        expect((await act(action, body, 'mira')).status).to.equal(400);
        expect([client.sent, bans.list()]).to.deep.equal([[], []]);
      });
    }
  });

  it('keeps moderators to 120 acts in a minute unless told otherwise', async () => {
    const { act } = setUp();
    for (let count = 0; count < 120; count++) await act('unban', { userId: 'troll' }, 'mira');
    expect((await act('unban', { userId: 'troll' }, 'mira')).status).to.equal(429);
  });

  it('answers 404 for an act that there is not', async () => {
    const { act } = setUp();
    for (const action of ['', 'promote', 'constructor', '__proto__', 'BAN']) expect((await act(action, {}, 'mira')).status, action).to.equal(404);
  });

  it('keeps moderators to 120 acts in a minute, apart from their tokens even in a shared store', async () => {
    const store = new MemoryRateLimitStore();
    const { act, askForToken } = setUp({ rateLimit: { max: 120, perSeconds: 60, store } }, { store });
    for (let count = 0; count < 120; count++) expect((await act('unban', { userId: 'troll' }, 'mira')).status).to.equal(200);
    const refused = await act('unban', { userId: 'troll' }, 'mira');
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers.get('Retry-After'))).to.be.within(1, 60);
    expect((await askForToken('mira')).status).to.equal(200);
  });
});
