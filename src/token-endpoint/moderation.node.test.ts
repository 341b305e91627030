import { expect } from 'chai';
import { MemoryBanStore } from './ban-store.js';
import { EndpointError } from './endpoint-error.js';
import { createModeration, type ModerationOptions } from './moderation.js';
import { foreignRoom, room, secondRoom } from './testing/requests.js';
import { awsError, StubClient } from './testing/stub-client.js';

function setUp(options: Partial<ModerationOptions> = {}) {
  const client = new StubClient();
  const bans = new MemoryBanStore();
  const lines: string[] = [];
  const later: { task: () => Promise<void>; delayMs: number }[] = [];
  const moderation = createModeration({
    client,
    rooms: [room, secondRoom],
    bans,
    schedule: (task, delayMs) => later.push({ task, delayMs }),
    log: (line) => lines.push(line),
    ...options,
  });
  return { client, bans, moderation, later, lines };
}

const rejection = (promise: Promise<unknown>) => promise.then(() => undefined, (error: unknown) => error);

describe('createModeration', () => {
  it('sends exactly what it was given to the first room', async () => {
    const { moderation, client } = setUp();
    await moderation.deleteMessage({ messageId: 'AbCdEf123456', reason: 'Spam' });
    await moderation.disconnectUser({ userId: 'troll' });
    expect(await moderation.sendEvent({ eventName: 'app:poll', attributes: { question: 'Tea?' } })).to.deep.equal({ id: 'EventId00001' });
    expect(client.sent).to.deep.equal([
      { name: 'DeleteMessageCommand', input: { roomIdentifier: room, id: 'AbCdEf123456', reason: 'Spam' } },
      { name: 'DisconnectUserCommand', input: { roomIdentifier: room, userId: 'troll' } },
      { name: 'SendEventCommand', input: { roomIdentifier: room, eventName: 'app:poll', attributes: { question: 'Tea?' } } },
    ]);
  });

  it('acts in a listed room and in no other', async () => {
    const { moderation, client, bans } = setUp();
    await moderation.disconnectUser({ room: secondRoom, userId: 'troll' });
    expect(client.sent[0]?.input['roomIdentifier']).to.equal(secondRoom);
    for (const act of [
      moderation.disconnectUser({ room: foreignRoom, userId: 'troll' }),
      moderation.deleteMessage({ room: foreignRoom, messageId: 'AbCdEf123456' }),
      moderation.sendEvent({ room: foreignRoom, eventName: 'x' }),
      moderation.ban({ room: foreignRoom, userId: 'troll' }),
      moderation.unban({ room: foreignRoom, userId: 'troll' }),
    ]) {
      expect(await rejection(act)).to.be.instanceOf(EndpointError).and.include({ status: 403 });
    }
    expect(client.sent).to.have.length(1);
    expect(bans.list()).to.deep.equal([]);
  });

  it('bans first and disconnects then, so that nobody comes back in between', async () => {
    const { moderation, client, bans } = setUp();
    const bannedWhenDisconnected: boolean[] = [];
    client.onSend = () => void bannedWhenDisconnected.push(bans.has(room, 'troll'));
    await moderation.ban({ userId: 'troll', reason: 'Spam', bannedBy: 'mira' });
    expect(client.sent).to.deep.equal([{ name: 'DisconnectUserCommand', input: { roomIdentifier: room, userId: 'troll', reason: 'Spam' } }]);
    expect(bannedWhenDisconnected).to.deep.equal([true]);
    const [ban] = bans.list();
    expect(ban).to.include({ room, userId: 'troll', reason: 'Spam', bannedBy: 'mira' });
    expect(Date.parse(ban!.bannedAt)).to.be.closeTo(Date.now(), 5000);
  });

  it('disconnects a banned user once more when tokens from before the ban are stale', async () => {
    const { moderation, client, later } = setUp();
    await moderation.ban({ userId: 'troll', reason: 'Spam' });
    expect(later.map(({ delayMs }) => delayMs)).to.deep.equal([65_000]);
    await later[0]!.task();
    expect(client.sent.map(({ name }) => name)).to.deep.equal(['DisconnectUserCommand', 'DisconnectUserCommand']);
  });

  it('leaves a user alone who was unbanned meanwhile', async () => {
    const { moderation, client, later, bans } = setUp();
    await moderation.ban({ userId: 'troll' });
    await moderation.unban({ userId: 'troll' });
    await later[0]!.task();
    expect(client.sent).to.have.length(1);
    expect(bans.list()).to.deep.equal([]);
  });

  it('keeps the ban when AWS fails to disconnect, and says so', async () => {
    const { moderation, client, bans, later, lines } = setUp();
    client.failure = awsError('AccessDeniedException');
    expect(await rejection(moderation.ban({ userId: 'troll' }))).to.be.instanceOf(EndpointError).and.include({ status: 500 });
    expect(bans.has(room, 'troll')).to.equal(true);
    await later[0]!.task();
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('ivschat:DisconnectUser');
  });

  it('bans in one room only', async () => {
    const { moderation, bans } = setUp();
    await moderation.ban({ room: secondRoom, userId: 'troll' });
    expect(bans.has(room, 'troll')).to.equal(false);
    expect(bans.has(secondRoom, 'troll')).to.equal(true);
  });

  it('does not keep a process alive for the second disconnect', async () => {
    const client = new StubClient();
    const moderation = createModeration({ client, rooms: [room], bans: new MemoryBanStore() });
    const timers: NodeJS.Timeout[] = [];
    const { setTimeout: start } = globalThis;
    globalThis.setTimeout = ((...args: Parameters<typeof start>) => timers[timers.push(start(...args)) - 1]) as typeof start;
    try {
      await moderation.ban({ userId: 'troll' });
    } finally {
      globalThis.setTimeout = start;
    }
    expect(timers.map((timer) => timer.hasRef())).to.deep.equal([false]);
    timers.forEach(clearTimeout);
  });
});
