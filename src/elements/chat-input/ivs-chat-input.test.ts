import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import './ivs-chat-input.js';
import type { IvsChatInput } from './ivs-chat-input.js';
import { boxOf, buttonOf, compose, pressEnter, problemOf, typeInto } from './testing/input-driver.js';

const alone = (template = html`<ivs-chat-input></ivs-chat-input>`) => fixture<IvsChatInput>(template);

/** What the input hands out, in order. */
function sendsOf(input: HTMLElement): string[] {
  const sends: string[] = [];
  input.addEventListener('ivs-chat-send', (event) => sends.push(event.detail.content));
  return sends;
}

describe('<ivs-chat-input> by itself', () => {
  it('hands out what was written and empties the box', async () => {
    const input = await alone();
    await typeInto(input, 'is the filter a ladder?');
    setTimeout(() => pressEnter(input));
    const event = await oneEvent(input, 'ivs-chat-send');
    expect(event.detail).to.deep.equal({ content: 'is the filter a ladder?', attributes: {} });
    expect(event.bubbles && event.composed && event.cancelable).to.equal(true);
    await input.updateComplete;
    expect(boxOf(input).value).to.equal('');
    expect(input.value).to.equal('');
  });

  it('sends with the button', async () => {
    const input = await alone();
    const sends = sendsOf(input);
    await typeInto(input, 'hello');
    buttonOf(input).click();
    expect(sends).to.deep.equal(['hello']);
  });

  it('keeps the draft when the page cancels the send', async () => {
    const input = await alone();
    input.addEventListener('ivs-chat-send', (event) => event.preventDefault());
    await typeInto(input, 'wait');
    expect(input.send()).to.equal(false);
    expect(boxOf(input).value).to.equal('wait');
  });

  it('trims what it sends and keeps the lines inside', async () => {
    const input = await alone();
    const sends = sendsOf(input);
    await typeInto(input, '\n  one\n two \n');
    input.send();
    expect(sends).to.deep.equal(['one\n two']);
  });

  it('sends nothing for blank text, and says nothing about it', async () => {
    const input = await alone();
    const sends = sendsOf(input);
    for (const blank of ['', ' ', '\n\n', '\t \u00a0\u3000']) {
      input.value = blank;
      expect(pressEnter(input), 'Enter writes no line').to.equal(false);
      buttonOf(input).click();
    }
    await input.updateComplete;
    expect(sends).to.deep.equal([]);
    expect(problemOf(input)).to.equal('');
  });

  it('sends once however long Enter is held', async () => {
    const input = await alone();
    const sends = sendsOf(input);
    input.addEventListener('ivs-chat-send', (event) => event.preventDefault());
    await typeInto(input, 'once');
    pressEnter(input);
    pressEnter(input, { repeat: true });
    expect(sends).to.deep.equal(['once']);
  });

  it('leaves Enter to a page that used it', async () => {
    const input = await alone();
    const sends = sendsOf(input);
    input.addEventListener('keydown', (event) => event.preventDefault(), { capture: true, once: true });
    await typeInto(input, ':smi');
    pressEnter(input);
    expect(sends).to.deep.equal([]);
  });
});

describe('an input method in <ivs-chat-input>', () => {
  it('never sends with the Enter that chooses a word', async () => {
    const input = await alone();
    const sends = sendsOf(input);
    await compose(input, 'にほん');
    expect(input.matches(':state(composing)')).to.equal(true);
    expect(pressEnter(input, { isComposing: true }), 'the input method gets the key').to.equal(true);
    expect(sends).to.deep.equal([]);
    expect(boxOf(input).value).to.equal('にほん');
  });

  it('never sends with the Enter that Safari fires after the composition ended (229), and sends with the next one', async () => {
    const input = await alone();
    const sends = sendsOf(input);
    await compose(input, '日本');
    boxOf(input).dispatchEvent(new CompositionEvent('compositionend', { data: '日本', bubbles: true, composed: true }));
    expect(input.matches(':state(composing)')).to.equal(false);
    pressEnter(input, { keyCode: 229 });
    expect(sends).to.deep.equal([]);
    pressEnter(input);
    expect(sends).to.deep.equal(['日本']);
  });

  it('does not send with Ctrl+Enter while composing either', async () => {
    const input = await alone(html`<ivs-chat-input enter="newline"></ivs-chat-input>`);
    const sends = sendsOf(input);
    await compose(input, '한');
    pressEnter(input, { ctrlKey: true, isComposing: true });
    pressEnter(input, { ctrlKey: true, keyCode: 229 });
    expect(sends).to.deep.equal([]);
  });

  it('does not write into the box while it composes', async () => {
    const input = await alone();
    await compose(input, 'に');
    let writes = 0;
    const box = boxOf(input);
    const native = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value') as PropertyDescriptor;
    Object.defineProperty(box, 'value', { ...native, set: (text: string) => (writes++, native.set?.call(box, text)) });
    await compose(input, 'にほ');
    input.requestUpdate();
    await input.updateComplete;
    expect(writes).to.equal(1, 'only the one of the input method');
  });

  it('forgets a composition when it is removed', async () => {
    const input = await alone();
    await compose(input, 'に');
    input.remove();
    expect(input.matches(':state(composing)')).to.equal(false);
    expect(input.value).to.equal('に');
  });
});

describe('the draft of <ivs-chat-input>', () => {
  it('takes what was set before it was defined', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const input = document.createElement('ivs-chat-input');
    Object.assign(input, { value: 'early', maxRows: 3, placeholder: 'Say' });
    host.append(input);
    await input.updateComplete;
    expect(boxOf(input).value).to.equal('early');
    expect(boxOf(input).placeholder).to.equal('Say');
  });

  it('keeps properties that were set before the upgrade', async () => {
    const { IvsChatInput } = await import('./ivs-chat-input.js');
    const input = document.createElement('late-chat-input') as IvsChatInput;
    input.setAttribute('value', 'from the attribute');
    Object.assign(input, { value: 'from the property', enter: 'newline' });
    (await fixture(html`<div></div>`)).append(input);
    customElements.define('late-chat-input', class extends IvsChatInput {});
    await input.updateComplete;
    expect(boxOf(input).value).to.equal('from the property');
    expect(boxOf(input).getAttribute('enterkeyhint')).to.equal('enter');
    expect(Object.hasOwn(input, 'value'), 'the accessor is not hidden').to.equal(false);
  });

  it('survives removal, return, a move and a new parent', async () => {
    const input = await alone();
    await typeInto(input, 'half a thou');
    const parent = input.parentElement;
    input.remove();
    await Promise.resolve();
    const elsewhere = await fixture<HTMLElement>(html`<section></section>`);
    elsewhere.append(input);
    await input.updateComplete;
    expect(boxOf(input).value).to.equal('half a thou');
    parent?.append(input);
    await input.updateComplete;
    expect(boxOf(input).value).to.equal('half a thou');
    pressEnter(input);
    expect(input.value).to.equal('');
  });

  it('keeps the caret when something else is rendered', async () => {
    const input = await alone();
    await typeInto(input, 'one two');
    boxOf(input).setSelectionRange(3, 3);
    input.placeholder = 'another';
    await input.updateComplete;
    expect(boxOf(input).selectionStart).to.equal(3);
  });

  it('keeps the caret where a value has Windows line breaks', async () => {
    const input = await alone();
    input.value = 'a\r\nb\rc';
    await input.updateComplete;
    expect(input.value).to.equal('a\nb\nc');
    boxOf(input).setSelectionRange(1, 1);
    input.requestUpdate();
    await input.updateComplete;
    expect(boxOf(input).selectionStart).to.equal(1);
  });

  it('takes its first value from the attribute until it is edited', async () => {
    const input = await alone(html`<ivs-chat-input value="first"></ivs-chat-input>`);
    expect(input.value).to.equal('first');
    input.setAttribute('value', 'second');
    expect(input.value).to.equal('second');
    await typeInto(input, 'mine');
    input.setAttribute('value', 'third');
    expect(input.value).to.equal('mine');
  });

  it('tells the page of editing with input and change, and is silent when it is set', async () => {
    const input = await alone();
    const heard: string[] = [];
    for (const type of ['input', 'change']) input.addEventListener(type, () => heard.push(type));
    input.value = 'by script';
    input.clear();
    expect(heard).to.deep.equal([]);
    await typeInto(input, 'by hand');
    boxOf(input).dispatchEvent(new Event('change', { bubbles: true }));
    expect(heard).to.deep.equal(['input', 'change']);
  });

  it('survives hostile values and attributes', async () => {
    const input = await alone();
    for (const value of [null, undefined, 0, Number.NaN, {}, [], '<img src=x onerror=alert(1)>', '\0', '\ud83d', 'a'.repeat(100_000)]) {
      Object.assign(input, { value, maxRows: value, enter: value, counter: value, placeholder: value });
      await input.updateComplete;
      expect(input.value).to.equal(value === null || value === undefined ? '' : String(value));
      expect(boxOf(input).value).to.equal(input.value);
      expect(input.shadowRoot?.querySelector('img') === null).to.equal(true);
    }
    for (const rows of ['-1', '0', '1e9', 'NaN', 'url(x)', '']) input.setAttribute('max-rows', rows);
    await input.updateComplete;
    expect(boxOf(input).clientHeight).to.be.within(40, 400);
  });

  it('shows markup as text', async () => {
    const input = await alone();
    const sends = sendsOf(input);
    await typeInto(input, '<b onclick="x">&amp;');
    input.send();
    expect(sends).to.deep.equal(['<b onclick="x">&amp;']);
  });
});
