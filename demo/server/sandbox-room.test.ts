import { expect } from 'chai';
import { createSandbox, type Sandbox } from './sandbox.js';
import type { SandboxOptions } from './sandbox-options.js';
import { enter, waitFor } from './testing/raw-client.js';

describe('the sandbox as a room', () => {
  let sandbox: Sandbox;
  const open = async (options: SandboxOptions = {}): Promise<Sandbox> => (sandbox = await createSandbox(options));
  afterEach(() => sandbox.close());

  it('brings a message to everybody in the room, its sender included, in the form that was captured', async () => {
    await open();
    const reader = await enter(sandbox, { userId: 'reader', capabilities: [] });
    const writer = await enter(sandbox, { userId: 'writer', attributes: { displayName: 'Wanda' } });
    writer.write('{"Action":"SEND_MESSAGE","RequestId":"8fe6","Content":"Hi","Attributes":{"replyTo":"AbCdEfGhIjKl"}}');
    for (const client of [reader, writer]) {
      const { Id: id, SendTime: sendTime, ...rest } = await client.answer('8fe6');
      expect(id).to.match(/^[A-Za-z0-9]{12}$/);
      expect(sendTime).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
      expect(rest).to.deep.equal({
        Type: 'MESSAGE',
        RequestId: '8fe6',
        Attributes: { replyTo: 'AbCdEfGhIjKl' },
        Content: 'Hi',
        Sender: { UserId: 'writer', Attributes: { displayName: 'Wanda' } },
      });
    }
  });

  it('writes null for absent attributes and an empty request id for an absent one', async () => {
    await open();
    const writer = await enter(sandbox, 'writer');
    writer.write('{"Action":"SEND_MESSAGE","Content":"Hi"}');
    expect(await writer.heard()).to.include({ RequestId: '', Attributes: null });
  });

  it('writes absent attributes and times the other ways that an option asks for', async () => {
    await open({ emptyAttributes: 'empty', sendTimeDigits: 3 });
    const writer = await enter(sandbox, 'writer');
    const frame = await writer.ask({ Action: 'SEND_MESSAGE', RequestId: 'a', Content: 'Hi' });
    expect(frame['Attributes']).to.deep.equal({});
    expect(frame['SendTime']).to.match(/:\d\d\.\d{3}Z$/);
    sandbox.hooks.configure({ emptyAttributes: 'absent' });
    expect(await writer.ask({ Action: 'SEND_MESSAGE', RequestId: 'b', Content: 'Hi' })).to.not.have.property('Attributes');
  });

  it('reads keys in lower case as well', async () => {
    await open();
    const writer = await enter(sandbox, 'writer');
    writer.write('{"action":"SEND_MESSAGE","requestId":"low","content":"hi","attributes":{"Mood":"calm"}}');
    expect(await writer.answer('low')).to.deep.include({ Type: 'MESSAGE', Content: 'hi', Attributes: { Mood: 'calm' } });
  });

  it('announces a deletion to the whole room under both spellings of the message id', async () => {
    await open();
    const viewer = await enter(sandbox, 'viewer');
    const moderator = await enter(sandbox, 'moderator');
    const { Id: id } = await viewer.ask({ Action: 'SEND_MESSAGE', RequestId: 'm', Content: 'Buy now' });
    moderator.write(`{"Action":"DELETE_MESSAGE","RequestId":"d","Id":"${String(id)}","Reason":"Spam"}`);
    for (const client of [viewer, moderator]) {
      expect(await client.answer('d')).to.deep.include({
        Type: 'EVENT',
        EventName: 'aws:DELETE_MESSAGE',
        Attributes: { MessageID: id, MessageId: id, Reason: 'Spam' },
      });
    }
  });

  it('announces a deletion under one spelling where an option asks for it', async () => {
    await open({ deleteEventKeys: 'MessageID' });
    const moderator = await enter(sandbox, 'moderator');
    const event = await moderator.ask({ Action: 'DELETE_MESSAGE', RequestId: 'd', Id: 'AbCdEfGhIjKl' });
    expect(event['Attributes']).to.deep.equal({ MessageID: 'AbCdEfGhIjKl' });
  });

  it('closes every connection of a disconnected user with 1000, after the whole room has heard of it', async () => {
    await open();
    const troll = [await enter(sandbox, 'troll'), await enter(sandbox, 'troll')];
    const viewer = await enter(sandbox, 'viewer');
    const moderator = await enter(sandbox, 'moderator');
    moderator.write('{"Action":"DISCONNECT_USER","RequestId":"k","UserId":"troll","Reason":"Rude"}');
    for (const client of [...troll, viewer, moderator]) {
      expect(await client.answer('k')).to.deep.include({ EventName: 'aws:DISCONNECT_USER', Attributes: { UserId: 'troll', Reason: 'Rude' } });
    }
    expect(await Promise.all(troll.map((client) => client.closed))).to.deep.equal([1000, 1000]);
    const left = await waitFor(() => sandbox.hooks.connections().length === 2 && sandbox.hooks.connections(), 'the others to be alone');
    expect(left.map(({ userId }) => userId)).to.deep.equal(['viewer', 'moderator']);
  });

  it('does not carry out what a disconnected user still sends', async () => {
    await open();
    const moderator = await enter(sandbox, 'moderator');
    const troll = await enter(sandbox, 'troll');
    sandbox.hooks.freeze({ userId: 'troll', direction: 'in' });
    troll.write('{"Action":"SEND_MESSAGE","RequestId":"late","Content":"one more"}');
    await moderator.ask({ Action: 'DISCONNECT_USER', RequestId: 'k', UserId: 'troll' });
    sandbox.hooks.thaw({ userId: 'troll' });
    await troll.closed;
    await moderator.ask({ Action: 'SEND_MESSAGE', RequestId: 'calm', Content: 'Quiet again' });
    expect(moderator.frames.filter((frame) => frame['RequestId'] === 'late')).to.deep.equal([]);
  });

  it('keeps rooms apart', async () => {
    await open();
    const { roomArn } = sandbox.hooks.createRoom();
    const here = await enter(sandbox, 'here');
    const there = await enter(sandbox, { userId: 'there', roomIdentifier: roomArn });
    await there.ask({ Action: 'SEND_MESSAGE', RequestId: 'far', Content: 'Hi' });
    await here.ask({ Action: 'SEND_MESSAGE', RequestId: 'near', Content: 'Hi' });
    expect(here.frames.map((frame) => frame['RequestId'])).to.deep.equal(['near']);
  });

  describe('with a message review', () => {
    it('shows the room what the review rewrote', async () => {
      await open({ review: ({ content }) => ({ result: 'allow', content: content.replace('darn', '****'), attributes: { reviewed: 'yes' } }) });
      const writer = await enter(sandbox, 'writer');
      const frame = await writer.ask({ Action: 'SEND_MESSAGE', RequestId: 'r', Content: 'darn it' });
      expect(frame).to.deep.include({ Type: 'MESSAGE', Content: '**** it', Attributes: { reviewed: 'yes' } });
    });

    it('answers 406 to the sender alone when the review denies', async () => {
      await open({ review: async ({ content, sender }) => (content === 'bad' && sender.userId === 'writer' ? { result: 'deny' } : { result: 'allow' }) });
      const reader = await enter(sandbox, 'reader');
      const writer = await enter(sandbox, 'writer');
      expect(await writer.ask({ Action: 'SEND_MESSAGE', RequestId: 'no', Content: 'bad' })).to.include({ Type: 'ERROR', ErrorCode: 406 });
      await writer.ask({ Action: 'SEND_MESSAGE', RequestId: 'yes', Content: 'good' });
      await reader.answer('yes');
      expect(reader.frames).to.have.lengthOf(1);
    });

    it('shows no message whose author was sent away while it was reviewed', async () => {
      let decide: (() => void) | undefined;
      await open({ review: () => new Promise((resolve) => (decide = () => resolve({ result: 'allow' }))), reviewTimeoutMs: 10_000 });
      const [troll, viewer] = [await enter(sandbox, 'troll'), await enter(sandbox, 'viewer')];
      troll.write('{"Action":"SEND_MESSAGE","RequestId":"parting","Content":"Take this"}');
      const allow = await waitFor(() => decide, 'the review');
      sandbox.hooks.disconnectUser({ userId: 'troll' });
      allow();
      await troll.closed;
      sandbox.hooks.sendEvent({ eventName: 'end' });
      await viewer.heard((frame) => frame['EventName'] === 'end');
      expect(viewer.frames.filter((frame) => frame['Type'] === 'MESSAGE')).to.deep.equal([]);
    });

    it('keeps a message as it was when the review makes it empty or too long', async () => {
      await open({ review: ({ content }) => ({ result: 'allow', content: content === 'a' ? '' : 'x'.repeat(501) }) });
      const writer = await enter(sandbox, 'writer');
      for (const content of ['a', 'b']) {
        expect(await writer.ask({ Action: 'SEND_MESSAGE', RequestId: content, Content: content })).to.include({ Content: content });
      }
    });

    it('lets a message through when the review throws or takes too long, or denies it where an option says so', async () => {
      await open({ review: () => new Promise(() => undefined), reviewTimeoutMs: 5 });
      const writer = await enter(sandbox, 'writer');
      expect(await writer.ask({ Action: 'SEND_MESSAGE', RequestId: 'late', Content: 'a' })).to.include({ Type: 'MESSAGE' });
      sandbox.hooks.configure({
        reviewFallback: 'deny',
        review: () => {
          throw new Error('broken');
        },
      });
      expect(await writer.ask({ Action: 'SEND_MESSAGE', RequestId: 'thrown', Content: 'b' })).to.include({ ErrorCode: 406 });
    });
  });

  it('carries 2,000 messages a second to several sockets when the limits are off', async () => {
    await open({ messagesPerSecond: null, requestsPerSecond: null });
    const [writer, ...readers] = await Promise.all(['a', 'b', 'c', 'd'].map((name) => enter(sandbox, name)));
    const started = process.cpuUsage();
    for (let index = 0; index < 2000; index += 1) writer?.write(`{"Action":"SEND_MESSAGE","RequestId":"${index}","Content":"message ${index}"}`);
    await Promise.all(readers.map((reader) => waitFor(() => reader.frames.length === 2000, '2,000 messages')));
    // Time of the processor, since others may be using it too; the clients' share is in it.
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).to.be.below(1000);
    expect(readers[0]?.frames.map((frame) => frame['RequestId'])).to.deep.equal(Array.from({ length: 2000 }, (_, index) => String(index)));
  });
});
