import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import './ivs-chat-input.js';
import type { IvsChatInput } from './ivs-chat-input.js';
import { boxOf, buttonOf } from './testing/input-driver.js';
import { waitUntil } from '../testing/wait-until.js';

async function focused(template = html`<ivs-chat-input></ivs-chat-input>`) {
  const input = await fixture<IvsChatInput>(template);
  const sends: string[] = [];
  input.addEventListener('ivs-chat-send', (event) => sends.push(event.detail.content));
  input.focus();
  return { input, sends };
}

describe('real keys in <ivs-chat-input>', () => {
  it('writes, starts a line with Shift+Enter and sends with Enter', async () => {
    const { input, sends } = await focused();
    await sendKeys({ type: 'one' });
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Shift' });
    await sendKeys({ type: 'two' });
    expect(boxOf(input).value).to.equal('one\ntwo');
    await sendKeys({ press: 'Enter' });
    expect(sends).to.deep.equal(['one\ntwo']);
    expect(boxOf(input).value).to.equal('');
    await sendKeys({ type: 'next' });
    expect(boxOf(input).value, 'the focus stayed').to.equal('next');
  });

  it('starts a line with Enter and sends with Ctrl+Enter where asked', async () => {
    const { input, sends } = await focused(html`<ivs-chat-input enter="newline"></ivs-chat-input>`);
    await sendKeys({ type: 'one' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ type: 'two' });
    expect(sends).to.deep.equal([]);
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Control' });
    expect(sends).to.deep.equal(['one\ntwo']);
    expect(boxOf(input).value).to.equal('');
  });

  it('shows the whole line that is written, of a text longer than the box', async () => {
    const { input } = await focused();
    const box = boxOf(input);
    input.value = 'line\n'.repeat(12);
    await input.updateComplete;
    box.setSelectionRange(box.value.length, box.value.length);
    await sendKeys({ type: 'last' });
    const end = box.scrollHeight - box.clientHeight;
    expect(end, 'the box scrolls').to.be.greaterThan(50);
    // Firefox scrolls a moment later.
    await waitUntil(() => Math.abs(box.scrollTop - end) <= 1, 'the box is not at its end');
  });

  it('goes from the box to the button with Tab, and the button sends with a key', async () => {
    const { input, sends } = await focused();
    await sendKeys({ type: 'hello' });
    await sendKeys({ press: 'Tab' });
    expect(input.shadowRoot?.activeElement === buttonOf(input)).to.equal(true);
    await sendKeys({ press: 'Enter' });
    expect(sends).to.deep.equal(['hello']);
  });

  it('undoes an inserted text with the keys for it, and keeps what was typed before', async () => {
    const { input } = await focused();
    await sendKeys({ type: 'ab' });
    await sendKeys({ press: 'ArrowLeft' });
    input.insertText('[inserted]');
    expect(boxOf(input).value).to.equal('a[inserted]b');
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'z' });
    await sendKeys({ up: 'Control' });
    expect(input.value).to.not.include('inserted');
  });

  it('passes over a disabled input', async () => {
    const page = await fixture<HTMLElement>(html`
      <div><button id="before">before</button><ivs-chat-input disabled></ivs-chat-input><button id="after">after</button></div>
    `);
    page.querySelector<HTMLElement>('#before')?.focus();
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement?.id).to.equal('after');
  });
});
