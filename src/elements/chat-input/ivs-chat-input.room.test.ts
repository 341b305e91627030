import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import './ivs-chat-input.js';
import type { IvsChatInput } from './ivs-chat-input.js';
import type { IvsChatBeforeSendEvent } from '../events.js';
import { defaultStrings } from '../strings.js';
import { takeOver } from '../taken-over.js';
import { boxOf, buttonOf, pressEnter, problemOf, textOf, typeInto } from './testing/input-driver.js';
import { RoomStub } from './testing/room-stub.js';
import { complaintsDuring } from '../testing/complaints.js';
import { waitUntil } from '../testing/wait-until.js';

async function inRoom(context: ConstructorParameters<typeof RoomStub>[1] = {}) {
  const room = new RoomStub(await fixture<HTMLElement>(html`<div></div>`), context);
  const input = document.createElement('ivs-chat-input');
  room.element.append(input);
  await input.updateComplete;
  return { room, input };
}

function beforeSend(input: IvsChatInput, act: (event: IvsChatBeforeSendEvent) => void): void {
  input.addEventListener('ivs-chat-before-send', act);
}

describe('<ivs-chat-input> in a room', () => {
  it('writes to the room and empties the box at once', async () => {
    const { room, input } = await inRoom();
    const heard: string[] = [];
    room.element.addEventListener('ivs-chat-send', () => heard.push('ivs-chat-send'));
    await typeInto(input, 'hello');
    pressEnter(input);
    expect(room.sent).to.deep.equal([{ content: 'hello', attributes: {} }]);
    expect(input.value).to.equal('');
    expect(heard, 'that is for the room to say').to.deep.equal([]);
  });

  it('is not drawn anew for each message of others, also while it tells a problem', async () => {
    const { room, input } = await inRoom({ maxLength: 10 });
    room.store.add({ id: 'm1', content: 'hi', sendTime: new Date(), sender: { userId: 'bob' } });
    expect(input.isUpdatePending).to.equal(false);
    await typeInto(input, 'longer than that');
    input.send();
    await input.updateComplete;
    expect(problemOf(input)).to.equal(defaultStrings.draftTooLong(10));
    room.store.add({ id: 'm2', content: 'hi', sendTime: new Date(), sender: { userId: 'bob' } });
    expect(input.isUpdatePending).to.equal(false);
  });

  it('says the reason when a send fails later, and leaves the box to the next message', async () => {
    const { room, input } = await inRoom();
    let fail = (_error: Error) => {};
    room.answer = () => new Promise((_resolve, reject) => (fail = reject));
    await typeInto(input, 'first');
    input.send();
    await typeInto(input, 'second, half writ');
    fail(new Error('refused'));
    await waitUntil(() => problemOf(input) !== '');
    expect(problemOf(input)).to.match(/^Not sent\. /);
    expect(boxOf(input).value).to.equal('second, half writ');
    await typeInto(input, 'second, half written');
    expect(problemOf(input), 'typing on does not hide it').to.not.equal('');
    room.answer = () => Promise.resolve();
    input.send();
    await input.updateComplete;
    expect(problemOf(input)).to.equal('');
  });

  it('takes the reason back when no failed message is left in the list', async () => {
    const { room, input } = await inRoom();
    room.answer = () => Promise.reject(new Error('refused'));
    await typeInto(input, 'first');
    input.send();
    await waitUntil(() => problemOf(input) !== '');
    expect(boxOf(input).value, 'the list keeps it').to.equal('');
    for (const { key } of room.store.messages) room.store.remove(key);
    await input.updateComplete;
    expect(problemOf(input)).to.equal('');
  });

  it('takes the reason back also when it was moved meanwhile, or when the last failed message went while it was away', async () => {
    const { room, input } = await inRoom();
    room.answer = () => Promise.reject(new Error('refused'));
    for (const isAway of [false, true]) {
      await typeInto(input, 'first');
      input.send();
      await waitUntil(() => problemOf(input) !== '');
      input.remove();
      if (!isAway) room.element.append(input);
      for (const { key } of room.store.messages) room.store.remove(key);
      if (isAway) room.element.append(input);
      await input.updateComplete;
      expect(problemOf(input)).to.equal('');
    }
  });

  it('holds on to no room once it is removed, not even for a message that fails then', async () => {
    const { room, input } = await inRoom();
    let fail = (_error: Error) => {};
    room.answer = () => new Promise((_resolve, reject) => (fail = reject));
    let listeners = 0;
    const subscribe = room.store.subscribe.bind(room.store);
    room.store.subscribe = (listener) => {
      const stop = subscribe(listener);
      listeners++;
      return () => (listeners--, stop());
    };
    await typeInto(input, 'first');
    input.send();
    input.remove();
    fail(new Error('refused'));
    await waitUntil(() => room.store.messages.some(({ status }) => status === 'failed'));
    await aTimeout(0);
    expect(listeners).to.equal(0);
  });

  it('puts the text back when it never left, before what was written since', async () => {
    const { room, input } = await inRoom();
    room.neverLeaves = true;
    await typeInto(input, 'first');
    input.send();
    await waitUntil(() => problemOf(input) !== '');
    expect(boxOf(input).value).to.equal('first');
    input.send();
    input.value = 'second';
    await waitUntil(() => boxOf(input).value !== 'second' && input.value !== 'second');
    await input.updateComplete;
    expect(boxOf(input).value).to.equal('first\nsecond');
  });

  it('says nothing about a failure whose notice the page took over', async () => {
    const { room, input } = await inRoom();
    const error = new Error('refused');
    takeOver(error, true);
    room.answer = () => Promise.reject(error);
    await typeInto(input, 'first');
    input.send();
    await waitUntil(() => room.store.messages.some(({ status }) => status === 'failed'));
    await input.updateComplete;
    expect(problemOf(input)).to.equal('');
    expect(boxOf(input).value).to.equal('');
  });

  it('tells the reason in the words of the room', async () => {
    const { room, input } = await inRoom({ strings: { ...defaultStrings, sendFailed: 'Das ging nicht.', notSent: (reason) => `Schade: ${reason}` } });
    room.answer = () => Promise.reject(new Error('what the service wrote'));
    await typeInto(input, 'first');
    input.send();
    await waitUntil(() => problemOf(input) !== '');
    expect(problemOf(input)).to.equal('Schade: Das ging nicht.');
  });

  it('finds its room when it is moved into it with a draft', async () => {
    const { room, input } = await inRoom();
    const other = await fixture<IvsChatInput>(html`<ivs-chat-input></ivs-chat-input>`);
    await typeInto(other, 'moved');
    room.element.append(other);
    expect(boxOf(other).value).to.equal('moved');
    other.send();
    expect(room.sent.map(({ content }) => content)).to.deep.equal(['moved']);
    input.remove();
  });

  it('does not lose text to a room that is named but not there', async () => {
    const input = await fixture<IvsChatInput>(html`<ivs-chat-input for="nowhere"></ivs-chat-input>`);
    let sends = 0;
    input.addEventListener('ivs-chat-send', () => sends++);
    await typeInto(input, 'too early');
    expect(input.send()).to.equal(false);
    await input.updateComplete;
    expect(sends).to.equal(0);
    expect(boxOf(input).value).to.equal('too early');
    expect(problemOf(input)).to.equal(defaultStrings.draftOffline);
  });

  it('works alone when it names no room any more', async () => {
    const input = await fixture<IvsChatInput>(html`<ivs-chat-input for="nowhere" value="hello"></ivs-chat-input>`);
    const sent: string[] = [];
    input.addEventListener('ivs-chat-send', ({ detail }) => sent.push(detail.content));
    input.send();
    input.removeAttribute('for');
    await input.updateComplete;
    expect(problemOf(input)).to.equal('');
    expect(input.send()).to.equal(true);
    expect(sent).to.deep.equal(['hello']);
  });

  it('speaks the words of its room', async () => {
    const { input } = await inRoom({ strings: { ...defaultStrings, messagePlaceholder: 'Schreib etwas', messageLabel: 'Nachricht' } });
    expect(boxOf(input).placeholder).to.equal('Schreib etwas');
    expect(boxOf(input).getAttribute('aria-label')).to.equal('Nachricht');
  });
});

describe('ivs-chat-before-send', () => {
  it('may rewrite the text and the attributes', async () => {
    const { room, input } = await inRoom();
    beforeSend(input, ({ detail }) => {
      detail.content = detail.content.toUpperCase();
      detail.attributes['lang'] = 'en';
    });
    await typeInto(input, ' hello ');
    input.send();
    expect(room.sent).to.deep.equal([{ content: 'HELLO', attributes: { lang: 'en' } }]);
    expect(input.value).to.equal('');
  });

  it('keeps the draft and says so when it is cancelled', async () => {
    const { room, input } = await inRoom();
    beforeSend(input, (event) => event.preventDefault());
    await typeInto(input, 'not this');
    expect(input.send()).to.equal(false);
    await input.updateComplete;
    expect(room.sent).to.deep.equal([]);
    expect(boxOf(input).value).to.equal('not this');
    expect(problemOf(input)).to.equal('Not sent. Your message is still here.');
    await typeInto(input, 'not thi');
    expect(problemOf(input)).to.equal('');
  });

  it('says nothing where the listener cancelled it and used the draft up', async () => {
    const { input } = await inRoom();
    beforeSend(input, (event) => {
      event.preventDefault();
      input.clear();
    });
    await typeInto(input, '/shrug');
    input.send();
    await input.updateComplete;
    expect(problemOf(input)).to.equal('');
  });

  it('checks the rewritten text again', async () => {
    const { room, input } = await inRoom({ maxLength: 10 });
    beforeSend(input, ({ detail }) => (detail.content += ' and more'));
    await typeInto(input, 'short');
    expect(input.send()).to.equal(false);
    await input.updateComplete;
    expect(room.sent).to.deep.equal([]);
    expect(boxOf(input).value).to.equal('short');
    expect(problemOf(input)).to.equal(defaultStrings.draftTooLong(10));
    room.store.add({ id: 'm1', content: 'hi', sendTime: new Date(), sender: { userId: 'bob' } });
    await input.updateComplete;
    expect(problemOf(input), 'while others speak').to.equal(defaultStrings.draftTooLong(10));
    await typeInto(input, 'shorter');
    expect(problemOf(input)).to.equal('');
  });

  it('sends nothing when the text was rewritten to nothing, whatever kind of nothing', async () => {
    const { room, input } = await inRoom();
    for (const nothing of ['', '  ', null, undefined]) {
      input.addEventListener('ivs-chat-before-send', ({ detail }) => Object.assign(detail, { content: nothing, attributes: nothing }), { once: true });
      await typeInto(input, 'text');
      expect(input.send()).to.equal(false);
    }
    expect(room.sent).to.deep.equal([]);
    expect(input.value).to.equal('text');
  });

  it('keeps the draft when the listener took the connection away', async () => {
    const { room, input } = await inRoom();
    beforeSend(input, () => room.change({ state: 'disconnected', writeBlock: 'disconnected' }));
    await typeInto(input, 'text');
    expect(input.send()).to.equal(false);
    expect(room.sent).to.deep.equal([]);
    expect(input.value).to.equal('text');
  });

  it('keeps the draft when the listener took the input or its room out of the document', async () => {
    for (const removed of ['input', 'room'] as const) {
      const { room, input } = await inRoom();
      const sent: string[] = [];
      input.addEventListener('ivs-chat-send', ({ detail }) => sent.push(detail.content));
      beforeSend(input, () => (removed === 'input' ? input : room.element).remove());
      await typeInto(input, 'hello');
      expect(input.send()).to.equal(false);
      expect([input.value, sent, room.sent]).to.deep.equal(['hello', [], []]);
    }
  });

  it('is not stopped by a listener that throws', async () => {
    const { room, input } = await inRoom();
    const failure = new Error('a listener of the page');
    beforeSend(input, () => {
      throw failure;
    });
    await typeInto(input, 'text');
    const { errors } = await complaintsDuring(() => input.send());
    expect(room.sent).to.have.length(1);
    expect(errors).to.deep.equal([failure]);
  });
});

describe('bad input: a send while offline', () => {
  it('is refused with a sentence; the text stays and one can go on typing', async () => {
    const { room, input } = await inRoom({ state: 'disconnected', writeBlock: 'disconnected' });
    await typeInto(input, 'are you there');
    pressEnter(input);
    await input.updateComplete;
    expect(room.sent).to.deep.equal([]);
    expect(problemOf(input)).to.equal('Not sent: the chat is not connected. Your message is kept here.');
    expect(boxOf(input).readOnly || boxOf(input).disabled).to.equal(false);
    await typeInto(input, 'are you there?');
    expect(boxOf(input).value).to.equal('are you there?');
  });

  it('loses its sentence when the room is back, and the text can be sent then', async () => {
    const { room, input } = await inRoom({ state: 'connecting', writeBlock: 'disconnected' });
    await typeInto(input, 'again');
    input.send();
    room.change({ state: 'connected', writeBlock: undefined });
    await input.updateComplete;
    expect(problemOf(input)).to.equal('');
    expect(boxOf(input).value).to.equal('again');
    pressEnter(input);
    expect(room.sent.map(({ content }) => content)).to.deep.equal(['again']);
  });

  it('keeps its sentence while its room is moved, or taken out and put back', async () => {
    const { room, input } = await inRoom({ state: 'connecting', writeBlock: 'disconnected' });
    const place = room.element.parentElement!;
    await typeInto(input, 'are you there');
    input.send();
    place.append(room.element);
    await input.updateComplete;
    expect(problemOf(input), 'moved').to.equal(defaultStrings.draftOffline);
    room.element.remove();
    await input.updateComplete;
    expect(problemOf(input), 'out of the document').to.equal(defaultStrings.draftOffline);
    place.append(room.element);
    await input.updateComplete;
    expect(problemOf(input), 'back').to.equal(defaultStrings.draftOffline);
  });

  it('loses its sentence when the input is taken to where there is no room', async () => {
    for (const isAtOnce of [true, false]) {
      const { room, input } = await inRoom({ state: 'connecting', writeBlock: 'disconnected' });
      await typeInto(input, 'are you there');
      input.send();
      await input.updateComplete;
      if (!isAtOnce) {
        input.remove();
        await input.updateComplete;
      }
      room.element.before(input);
      await input.updateComplete;
      expect(problemOf(input)).to.equal('');
    }
  });
});

describe('a room where one cannot write', () => {
  const reasons = [
    ['readonly', 'This chat is read-only.'],
    ['no-capability', 'You can read this chat but not write in it.'],
    ['kicked', 'A moderator removed you from this chat.'],
    ['signed-out', 'Sign in to chat'],
  ] as const;
  for (const [writeBlock, sentence] of reasons) {
    it(`closes the box and says why: ${writeBlock}`, async () => {
      const { room, input } = await inRoom();
      await typeInto(input, 'my draft');
      room.change({ writeBlock });
      await input.updateComplete;
      expect(textOf(input)).to.equal(sentence);
      expect(boxOf(input).readOnly).to.equal(true);
      expect(buttonOf(input).disabled).to.equal(true);
      pressEnter(input);
      expect(room.sent).to.deep.equal([]);
      expect(boxOf(input).value, 'the draft is still there').to.equal('my draft');
      room.change({ writeBlock: undefined });
      await input.updateComplete;
      expect(boxOf(input).readOnly).to.equal(false);
      pressEnter(input);
      expect(room.sent.map(({ content }) => content)).to.deep.equal(['my draft']);
    });
  }

  it('is closed by its own readonly too', async () => {
    const { room, input } = await inRoom();
    input.readOnly = true;
    await typeInto(input, 'x');
    expect(input.send()).to.equal(false);
    expect(room.sent).to.deep.equal([]);
    expect(input.hasAttribute('readonly')).to.equal(true);
  });
});

describe('the draft while things happen around it', () => {
  it('is the same after every change of the room', async () => {
    const { room, input } = await inRoom();
    await typeInto(input, 'half a thou');
    boxOf(input).setSelectionRange(4, 4);
    for (const state of ['connecting', 'connected', 'disconnected', 'connected'] as const) {
      room.change({ state, writeBlock: state === 'connected' ? undefined : 'disconnected', density: 'compact' });
      await input.updateComplete;
      expect(boxOf(input).value).to.equal('half a thou');
      expect(boxOf(input).selectionStart).to.equal(4);
    }
    const place = room.element.parentElement!;
    room.element.remove();
    await Promise.resolve();
    place.append(room.element);
    await input.updateComplete;
    expect(boxOf(input).value).to.equal('half a thou');
  });
});
