import { expect } from '@open-wc/testing';
import { chatMessage, distanceFromEnd, listAlone, listInRoom, partOf, readable, rowWith, rowsOf, settled } from './testing/list-driver.js';
import { excerptOf } from './reply-template.js';

const answer = (id: string) => ({ attributes: { replyTo: id } });
const ana = { userId: 'ana', attributes: { displayName: 'Ana Ruiz' } };

describe('<ivs-chat-messages> quotes what a message answers', () => {
  async function stage() {
    const { list, room } = await listInRoom();
    const question = room.say('What gauge\nis that   wire?', ana);
    room.say('22', {}, answer(question.id));
    await settled(list);
    const quote = () => partOf(rowWith(list, '22'), 'reply')!;
    const deleteQuestion = async () => {
      room.store.delete(question.id);
      await settled(list);
      expect(readable(quote())).to.equal('Message removed by a moderator');
      expect(list.shadowRoot!.textContent).to.not.include('gauge');
    };
    return { list, room, question, quote, deleteQuestion };
  }

  it('with its author and its beginning on one line, above the text', async () => {
    const { quote } = await stage();
    expect(readable(quote())).to.equal('In reply to Ana Ruiz: What gauge is that wire?');
    const row = quote().parentElement!;
    expect(quote().getBoundingClientRect().bottom).to.be.at.most(partOf(row, 'content')!.getBoundingClientRect().top + 1);
    expect(quote().scrollHeight).to.be.at.most(quote().clientHeight + 1);
  });

  it('as a phrase where that message is not known, until it arrives', async () => {
    const { list, room } = await listInRoom();
    room.say('late answer', {}, { ...answer('zzzzzzzzzzzz'), sendTime: new Date(Date.UTC(2026, 1)) });
    await settled(list);
    const quote = () => partOf(rowWith(list, 'late answer'), 'reply')!;
    expect(readable(quote())).to.equal('Reply to an earlier message');
    expect(quote().hasAttribute('role')).to.equal(false);
    room.say('here I am', ana, { id: 'zzzzzzzzzzzz' });
    await settled(list);
    expect(readable(quote())).to.include('Ana Ruiz: here I am');
  });

  it('shows nothing for an id that is none', async () => {
    const { list, room } = await listInRoom();
    for (const id of ['', ' ', 'a b', '<img src=x>', '../x', 'x'.repeat(65), 'm\u202E', '"', '__proto__!']) room.say('text', {}, answer(id));
    room.say('text', {}, { attributes: { replyTo: {} as string } });
    await settled(list);
    expect(rowsOf(list)).to.have.length(10);
    expect(partOf(list, 'reply') === null).to.equal(true);
  });

  it('is text only, each piece with a direction of its own', async () => {
    const { list, room } = await listInRoom();
    const hostile = '<img src=x onerror=alert(1)>\u202E صوت';
    const { id } = room.say(hostile, { userId: 'eve', attributes: { displayName: '<b>سلمى' } });
    room.say('answer', {}, answer(id));
    await settled(list);
    const quote = partOf(rowWith(list, 'answer'), 'reply')!;
    expect(quote.querySelector('img') === null).to.equal(true);
    expect([...quote.querySelectorAll('bdi')].map((one) => one.textContent)).to.deep.equal(['<b>سلمى', hostile.replace('\u202E', '')]);
  });

  it('cuts long texts between what a reader takes for one character', () => {
    const family = '👩‍👩‍👧';
    expect(excerptOf('short')).to.equal('short');
    expect(excerptOf(family.repeat(80))).to.equal(family.repeat(80));
    expect(excerptOf(family.repeat(81))).to.equal(`${family.repeat(80)}…`);
    expect(excerptOf(`${'e\u0301'.repeat(80)}x`)).to.equal(`${'e\u0301'.repeat(80)}…`);
    expect(excerptOf('word '.repeat(100))).to.equal(`${'word '.repeat(16).trim()}…`);
  });

  it('does not grow wider than the row', async () => {
    const { list, room } = await listInRoom();
    const { id } = room.say('w'.repeat(400), { userId: 'n'.repeat(128) });
    room.say('answer', {}, answer(id));
    await settled(list);
    const viewport = partOf(list, 'viewport')!;
    expect(viewport.scrollWidth).to.equal(viewport.clientWidth);
    const row = rowWith(list, 'answer');
    expect(partOf(row, 'reply')!.offsetWidth).to.be.at.most(row.clientWidth);
  });

  it('loses the text at once when a moderator deletes that message', async () => {
    const { list, deleteQuestion } = await stage();
    expect(list.shadowRoot!.textContent).to.include('gauge');
    await deleteQuestion();
  });

  it('keeps the text when that message was only trimmed, and loses it when it is deleted then', async () => {
    const { list, room, quote, deleteQuestion } = await stage();
    room.store.maxMessages = 1;
    await settled(list);
    expect(rowsOf(list)).to.have.length(1);
    expect(readable(quote())).to.include('What gauge');
    room.change({ strings: { ...room.context.strings, inReplyTo: 'Antwort an' } });
    await settled(list);
    expect(readable(quote())).to.equal('Antwort an Ana Ruiz: What gauge is that wire?');
    await deleteQuestion();
  });

  it('loses the text when that message was taken out of the transcript on purpose', async () => {
    const { list, room, question, quote } = await stage();
    room.store.remove(room.store.find(question.id)!.key);
    await settled(list);
    expect(readable(quote())).to.equal('Reply to an earlier message');
  });

  it('goes with its own message when that one is deleted', async () => {
    const { list, room } = await stage();
    room.store.delete(room.store.messages.at(-1)!.id);
    await settled(list);
    expect(partOf(list, 'reply') === null).to.equal(true);
  });

  it('among messages that a page sets', async () => {
    const question = chatMessage('which filter?', ana);
    const reply = chatMessage('ladder', {}, answer(question.id));
    const list = await listAlone([question, reply]);
    expect(readable(partOf(rowWith(list, 'ladder'), 'reply')!)).to.include('Ana Ruiz: which filter?');
    list.messages = [reply];
    await settled(list);
    expect(readable(partOf(rowWith(list, 'ladder'), 'reply')!)).to.equal('Reply to an earlier message');
    list.messages = [{ ...question, content: '', deleted: {} }, reply];
    await settled(list);
    expect(readable(partOf(rowWith(list, 'ladder'), 'reply')!)).to.equal('Message removed by a moderator');
  });

  it('goes to that message when it is pressed, and leaves the focus where it is', async () => {
    const { list, room } = await listInRoom();
    const { id } = room.say('the question', ana);
    room.sayMany(100);
    room.say('the answer', {}, answer(id));
    await settled(list);
    const quote = partOf(rowWith(list, 'the answer'), 'reply')!;
    quote.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail: 1 }));
    await settled(list);
    expect(distanceFromEnd(list)).to.be.greaterThan(500);
    const row = rowWith(list, 'the question').getBoundingClientRect();
    const { top, bottom } = list.getBoundingClientRect();
    expect(row.top).to.be.at.least(top - 1);
    expect(row.bottom).to.be.at.most(bottom + 1);
    expect(list.shadowRoot!.activeElement === null).to.equal(true);
  });

  it('goes with its row', async () => {
    const { list, room } = await listInRoom();
    for (let i = 0; i < 3; i++) {
      const { id } = room.say(`question ${i}`);
      for (let n = 0; n < 300; n++) room.say(`answer ${n}`, {}, answer(id));
      await settled(list);
    }
    expect(rowsOf(list)).to.have.length(200);
    room.store.clear();
    await settled(list);
    expect(partOf(list, 'reply') === null).to.equal(true);
  });

  for (const scheme of ['light', 'dark']) {
    it(`passes the accessibility checks, ${scheme}`, async () => {
      const { list, room, question } = await stage();
      room.say('unknown', {}, answer('zzzzzzzzzzzz'));
      room.element.style.colorScheme = scheme;
      room.element.style.background = scheme === 'dark' ? '#17181c' : '#ffffff';
      room.say('also', {}, answer(question.id));
      await settled(list);
      await expect(list).to.be.accessible();
    });
  }
});
