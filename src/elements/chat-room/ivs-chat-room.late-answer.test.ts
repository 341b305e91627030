import { expect } from '@open-wc/testing';
import './ivs-chat-room.js';
import type { IvsChatRoom } from './ivs-chat-room.js';
import { EventLog } from './testing/event-log.js';
import { connectedRoom, ownInput, texts, untilState } from './testing/room-driver.js';
import { SandboxRoom } from './testing/sandbox-room.js';
import { waitUntil } from '../testing/wait-until.js';

describe('<ivs-chat-room> and an answer that comes too late', () => {
  let sandbox: SandboxRoom;
  let room: IvsChatRoom;
  let log: EventLog;

  beforeEach(async () => {
    sandbox = await SandboxRoom.create();
    room = await connectedRoom(sandbox, { userId: 'ana' });
    log = new EventLog(room);
  });

  /** The request arrives and is never answered; the connection is lost, and comes back. */
  async function loseTheAnswer(act: () => void): Promise<string> {
    await sandbox.hook('ignore', { action: 'SEND_MESSAGE', count: 1 });
    act();
    await waitUntil(async () => (await sandbox.arrived()).length === 1, 'the request');
    await sandbox.hook('drop');
    await waitUntil(() => log.types.includes('connect'), 'connected again');
    await untilState(room, 'connected');
    return (await sandbox.arrived())[0]!['RequestId'] as string;
  }

  const deliver = (requestId: string, id: string, UserId = 'ana') =>
    sandbox.hook('send', {
      frame: { Type: 'MESSAGE', Id: id, RequestId: requestId, Attributes: {}, Content: 'made it', SendTime: new Date().toISOString(), Sender: { UserId, Attributes: {} } },
    });

  /** Whatever was on its way has arrived. */
  async function quiet(): Promise<void> {
    await sandbox.say('done');
    await waitUntil(() => texts(room).includes('done'), 'the last message');
  }

  it('fires ivs-chat-send once for the row that becomes sent', async () => {
    const input = ownInput(room)!;
    const requestId = await loseTheAnswer(() => {
      input.value = 'made it';
      void input.send();
    });
    expect(room.messages[0]).to.include({ status: 'failed' });
    await deliver(requestId, 'abcdefghijk1');
    await deliver(requestId, 'abcdefghijk1');
    await deliver(requestId, 'abcdefghijk2');
    await quiet();
    expect(room.messages[0]).to.include({ status: 'sent', id: 'abcdefghijk1' });
    expect(log.details('send')).to.have.length(1);
    expect(log.details('send')[0]).to.deep.include({ content: 'made it', attributes: {} });
    expect((log.details('send')[0]!['message'] as { id: string }).id).to.equal('abcdefghijk1');
  });

  it('fires it for a message of the page’s own script too', async () => {
    let error: unknown;
    const requestId = await loseTheAnswer(() => void room.sendMessage('made it').catch((reason: unknown) => (error = reason)));
    expect(error).to.be.an('error');
    await deliver(requestId, 'abcdefghijk1');
    await quiet();
    expect(log.details('send')).to.have.length(1);
  });

  it('fires it once when the message was sent again meanwhile', async () => {
    const input = ownInput(room)!;
    const requestId = await loseTheAnswer(() => {
      input.value = 'made it';
      void input.send();
    });
    const retry = room.shadowRoot!.querySelector('ivs-chat-messages')!.shadowRoot!.querySelector<HTMLElement>('[data-action="retry"]')!;
    retry.click();
    await waitUntil(() => room.messages[0]!.status === 'sent', 'sent again');
    await deliver(requestId, 'abcdefghijk1');
    await quiet();
    expect(log.details('send')).to.have.length(1);
  });

  it('takes nothing that somebody else says under that request id for it', async () => {
    const input = ownInput(room)!;
    const requestId = await loseTheAnswer(() => {
      input.value = 'made it';
      void input.send();
    });
    await deliver(requestId, 'abcdefghijk1', 'eve');
    await quiet();
    expect(room.messages.map(({ status, own, sender }) => [status, own, sender.userId])).to.deep.equal([
      ['failed', true, 'ana'],
      ['sent', false, 'eve'],
      ['sent', false, room.messages[2]!.sender.userId],
    ]);
    expect(log.details('send')).to.be.empty;
  });

  it('fires nothing for what others say, or the same person elsewhere, under an id of theirs', async () => {
    await deliver('some-other-request', 'abcdefghijk1');
    await deliver('yet-another-request', 'abcdefghijk2', 'eve');
    await quiet();
    expect(texts(room)).to.deep.equal(['made it', 'made it', 'done']);
    expect(log.details('send')).to.be.empty;
  });
});
