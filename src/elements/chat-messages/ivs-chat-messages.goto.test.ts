import { expect } from '@open-wc/testing';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { chatMessage, distanceFromEnd, listAlone, listInRoom, partOf, rowWith, rowsOf, scrollTo, settled, viewportOf } from './testing/list-driver.js';

/** How far the middle of a row is from the middle of the view, in px. */
function offCentre(list: IvsChatMessages, row: Element): number {
  const middle = (element: Element) => element.getBoundingClientRect().top + element.getBoundingClientRect().height / 2;
  return Math.abs(middle(row) - middle(viewportOf(list)));
}
const jumpButton = (list: IvsChatMessages) => partOf(list, 'jump-button');

describe('<ivs-chat-messages> scrollToMessage()', () => {
  async function stage(count = 120) {
    const { list, room } = await listInRoom();
    room.sayMany(count);
    await settled(list);
    const idOf = (index: number) => room.store.messages[index]!.id;
    return { list, room, idOf };
  }

  it('brings a message to the middle, and stays there while others arrive', async () => {
    const { list, room, idOf } = await stage();
    expect(list.scrollToMessage(idOf(40))).to.equal(true);
    expect(offCentre(list, rowWith(list, 'line 40'))).to.be.lessThan(2);
    await settled(list);
    room.sayMany(50, 'later');
    await settled(list);
    expect(offCentre(list, rowWith(list, 'line 40'))).to.be.lessThan(2);
    expect(jumpButton(list)!.textContent).to.include('50 new messages');
  });

  it('stops following even where the message is among the newest, until somebody goes to the end', async () => {
    const { list, room, idOf } = await stage();
    expect(list.scrollToMessage(idOf(119))).to.equal(true);
    await settled(list);
    const before = rowWith(list, 'line 119').getBoundingClientRect().top;
    room.sayMany(30, 'later');
    await settled(list);
    expect(rowWith(list, 'line 119').getBoundingClientRect().top).to.be.closeTo(before, 1);
    jumpButton(list)!.click();
    await settled(list);
    expect(distanceFromEnd(list)).to.be.lessThan(2);
    room.say('newest');
    await settled(list);
    expect(distanceFromEnd(list)).to.be.lessThan(2);
  });

  it('follows again when the reader scrolls to the end', async () => {
    const { list, room, idOf } = await stage();
    list.scrollToMessage(idOf(100));
    await settled(list);
    await scrollTo(list, 1e6);
    room.sayMany(30, 'later');
    await settled(list);
    expect(distanceFromEnd(list)).to.be.lessThan(2);
  });

  it('draws a message that is kept but not drawn, with what stands around it', async () => {
    const { list, room, idOf } = await stage(450);
    expect(rowsOf(list)).to.have.length(200);
    expect(list.scrollToMessage(idOf(20))).to.equal(true);
    await settled(list);
    expect(offCentre(list, rowWith(list, 'line 20'))).to.be.lessThan(2);
    expect(rowWith(list, 'line 21').previousElementSibling === rowWith(list, 'line 20')).to.equal(true);
    room.sayMany(20, 'later');
    await settled(list);
    expect(offCentre(list, rowWith(list, 'line 20'))).to.be.lessThan(2);
    list.scrollToLatest();
    await settled(list);
    expect(rowsOf(list)).to.have.length(200);
    expect(distanceFromEnd(list)).to.be.lessThan(2);
  });

  it('finds what was set or said a moment before', async () => {
    const { list, room } = await stage();
    const { id } = room.say('just now');
    expect(list.scrollToMessage(id)).to.equal(true);
    const early = document.createElement('ivs-chat-messages');
    room.element.append(early);
    expect(early.scrollToMessage(id)).to.equal(true);
    early.messages = [chatMessage('by hand', {}, { id: 'own-1' })];
    expect(early.scrollToMessage('own-1')).to.equal(true);
  });

  it('marks the row for a moment without moving it, and moves no focus', async () => {
    const { list, idOf } = await stage();
    list.scrollToMessage(idOf(40));
    const row = rowWith(list, 'line 40');
    const [mark] = row.getAnimations();
    expect(mark).to.be.an.instanceOf(Animation);
    const { top, height } = row.getBoundingClientRect();
    mark!.finish();
    await settled(list);
    expect(row.getAnimations()).to.have.length(0);
    expect(row.getBoundingClientRect().top).to.equal(top);
    expect(row.getBoundingClientRect().height).to.equal(height);
    expect(list.shadowRoot!.activeElement === null).to.equal(true);
  });

  it('answers false, and stays where it is, for a message that is not here', async () => {
    const { list, room } = await stage();
    room.store.addPending({ requestId: 'r1', content: 'pending', sender: { userId: 'you' } });
    await settled(list);
    for (const id of ['', 'nobody', 'zzzzzzzzzzzz', '__proto__']) expect(list.scrollToMessage(id), id).to.equal(false);
    await settled(list);
    expect(distanceFromEnd(list)).to.be.lessThan(2);
    const away = document.createElement('ivs-chat-messages');
    expect(away.scrollToMessage('nobody')).to.equal(false);
  });

  it('answers false for a message that the list hides', async () => {
    const { list, room, idOf } = await stage();
    list.deleted = 'hide';
    room.store.delete(idOf(40));
    await settled(list);
    expect(list.scrollToMessage(idOf(40))).to.equal(false);
  });

  it('goes on following where everything is in view', async () => {
    const list = await listAlone([chatMessage('one', {}, { id: 'a1' }), chatMessage('two', {}, { id: 'a2' })]);
    expect(list.scrollToMessage('a1')).to.equal(true);
    await settled(list);
    expect(jumpButton(list) === null).to.equal(true);
  });

  it('says what it takes when it is called with something else', async () => {
    const { list } = await stage(1);
    const call = list.scrollToMessage.bind(list) as (id?: unknown) => boolean;
    for (const value of [undefined, null, 7, {}, Symbol('x')]) expect(() => call(value)).to.throw(TypeError, 'scrollToMessage() takes the id');
  });
});
