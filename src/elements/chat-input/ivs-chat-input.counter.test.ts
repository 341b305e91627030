import { expect, fixture, html } from '@open-wc/testing';
import './ivs-chat-input.js';
import type { IvsChatInput } from './ivs-chat-input.js';
import { announcedOf, boxOf, buttonOf, counterOf, pressEnter, problemOf, typeInto } from './testing/input-driver.js';
import { RoomStub } from './testing/room-stub.js';

const alone = (template = html`<ivs-chat-input></ivs-chat-input>`) => fixture<IvsChatInput>(template);

describe('the counter of <ivs-chat-input>', () => {
  it('appears when 50 code points are left, and goes again', async () => {
    const input = await alone();
    await typeInto(input, 'a'.repeat(449));
    expect(counterOf(input)).to.equal(undefined);
    await typeInto(input, 'a'.repeat(450));
    expect(counterOf(input)).to.equal('50');
    await typeInto(input, 'a'.repeat(503));
    expect(counterOf(input)).to.equal('-3');
    await typeInto(input, 'a');
    expect(counterOf(input)).to.equal(undefined);
  });

  it('is always there or never, as asked', async () => {
    const input = await alone(html`<ivs-chat-input counter="always"></ivs-chat-input>`);
    expect(counterOf(input)).to.equal('500');
    input.counter = 'off';
    await typeInto(input, 'a'.repeat(501));
    expect(counterOf(input)).to.equal(undefined);
    expect(announcedOf(input)).to.equal('');
  });

  it('counts code points: an emoji is one, a family of joined emoji is seven, a lone surrogate is one', async () => {
    const input = await alone(html`<ivs-chat-input counter="always"></ivs-chat-input>`);
    for (const [text, length] of [['🎛', 1], ['👨‍👩‍👧‍👦', 7], ['\ud83d', 1], ['e\u0301', 2]] as const) {
      await typeInto(input, text);
      expect([input.length, input.remaining, counterOf(input)]).to.deep.equal([length, 500 - length, String(500 - length)]);
    }
  });

  it('is announced at steps, not at each key', async () => {
    const input = await alone();
    const heard = new Set<string>();
    for (let length = 440; length <= 505; length++) {
      await typeInto(input, 'a'.repeat(length));
      heard.add(announcedOf(input));
    }
    expect([...heard]).to.deep.equal([
      '',
      '50 characters left',
      '20 characters left',
      '10 characters left',
      '5 characters left',
      '0 characters left',
      '1 character too many',
    ]);
  });

  it('follows the limit of the room as it changes', async () => {
    const stub = new RoomStub(await fixture(html`<div></div>`), { maxLength: 100 });
    const input = document.createElement('ivs-chat-input');
    stub.element.append(input);
    await input.updateComplete;
    await typeInto(input, 'a'.repeat(90));
    expect(counterOf(input)).to.equal('10');
    stub.change({ maxLength: 80 });
    await input.updateComplete;
    expect(counterOf(input)).to.equal('-10');
    expect(input.matches(':state(over-limit)')).to.equal(true);
    expect(boxOf(input).value).to.have.length(90, 'nothing is cut');
  });
});

describe('bad input: text over the limit', () => {
  it('is refused with a sentence, and kept whole', async () => {
    const input = await alone();
    const sends: Event[] = [];
    for (const type of ['ivs-chat-before-send', 'ivs-chat-send']) input.addEventListener(type, (event) => sends.push(event));
    const text = `${'🎛'.repeat(500)}!`;
    await typeInto(input, text);
    expect(pressEnter(input), 'Enter writes no line').to.equal(false);
    await input.updateComplete;
    expect(problemOf(input)).to.equal('Not sent: a message has at most 500 characters. Shorten it and send it again.');
    expect(sends).to.deep.equal([]);
    expect(boxOf(input).value).to.equal(text);
  });

  it('is marked for the eye, for style sheets and for a screen reader', async () => {
    const input = await alone();
    await typeInto(input, 'a'.repeat(500));
    expect(boxOf(input).getAttribute('aria-invalid')).to.equal(null);
    expect(input.matches(':state(over-limit)')).to.equal(false);
    await typeInto(input, 'a'.repeat(501));
    expect(boxOf(input).getAttribute('aria-invalid')).to.equal('true');
    expect(input.matches(':state(over-limit)')).to.equal(true);
    expect(buttonOf(input).getAttribute('aria-disabled')).to.equal('true');
  });

  it('loses its sentence when it fits, and can be sent', async () => {
    const input = await alone();
    await typeInto(input, 'a'.repeat(501));
    input.send();
    await typeInto(input, 'a'.repeat(500));
    expect(problemOf(input)).to.equal('');
    expect(input.send()).to.equal(true);
  });

  it('is never cut by the box', async () => {
    const input = await alone();
    await typeInto(input, 'a'.repeat(5000));
    expect(boxOf(input).hasAttribute('maxlength')).to.equal(false);
    expect(input.value).to.have.length(5000);
    expect(input.remaining).to.equal(-4500);
  });
});
