import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { listInRoom, partOf, readable, rowWith, settled, viewportOf } from './testing/list-driver.js';

describe('<ivs-chat-messages> quotes by keyboard', () => {
  it('reaches the quote of a row with Enter, goes to its message with Enter, and comes back with Escape', async () => {
    const { list, room } = await listInRoom();
    const { id } = room.say('the question');
    room.sayMany(80);
    room.say('the answer', {}, { attributes: { replyTo: id } });
    await settled(list);
    const focused = () => list.shadowRoot!.activeElement as HTMLElement | null;
    viewportOf(list).focus();
    await sendKeys({ press: 'ArrowUp' });
    expect(readable(focused()!)).to.include('the answer');
    await sendKeys({ press: 'Enter' });
    expect(focused() === partOf(rowWith(list, 'the answer'), 'reply')).to.equal(true);
    await sendKeys({ press: 'Enter' });
    await settled(list);
    expect(focused() === rowWith(list, 'the question')).to.equal(true);
    const { top, bottom } = list.getBoundingClientRect();
    expect(focused()!.getBoundingClientRect().top).to.be.within(top, bottom);
    await sendKeys({ press: 'Escape' });
    expect(focused() === viewportOf(list)).to.equal(true);
  });

  it('has the quote among the stops of the Tab key while its row is active', async () => {
    const { list, room } = await listInRoom();
    const { id } = room.say('the question');
    room.say('the answer', {}, { attributes: { replyTo: id } });
    await settled(list);
    viewportOf(list).focus();
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'Tab' });
    expect(list.shadowRoot!.activeElement === partOf(rowWith(list, 'the answer'), 'reply')).to.equal(true);
    await sendKeys({ press: 'Tab' });
    expect(list.shadowRoot!.activeElement === partOf(rowWith(list, 'the answer'), 'author')).to.equal(true);
  });
});
