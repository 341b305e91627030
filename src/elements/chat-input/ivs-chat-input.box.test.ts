import { expect, fixture, html } from '@open-wc/testing';
import './ivs-chat-input.js';
import type { IvsChatInput } from './ivs-chat-input.js';
import { boxOf, buttonOf, textOf, typeInto } from './testing/input-driver.js';
import { waitUntil } from '../testing/wait-until.js';

const alone = (template = html`<ivs-chat-input></ivs-chat-input>`) => fixture<IvsChatInput>(template);

describe('the box of <ivs-chat-input>', () => {
  it('grows with its lines up to max-rows, then scrolls, and shrinks again', async () => {
    const input = await alone(html`<ivs-chat-input max-rows="4"></ivs-chat-input>`);
    const heightOf = async (lines: number) => {
      input.value = Array.from({ length: lines }, (_, line) => `line ${line}`).join('\n');
      await input.updateComplete;
      return boxOf(input).getBoundingClientRect().height;
    };
    const one = await heightOf(1);
    const two = await heightOf(2);
    const four = await heightOf(4);
    expect(two).to.be.greaterThan(one);
    expect(four - one).to.be.closeTo(3 * (two - one), 1);
    expect(boxOf(input).scrollHeight).to.be.at.most(boxOf(input).clientHeight + 1);
    expect(await heightOf(20)).to.be.closeTo(four, 1);
    expect(boxOf(input).scrollHeight).to.be.greaterThan(boxOf(input).clientHeight);
    expect(await heightOf(1)).to.equal(one);
  });

  it('grows with a long word that breaks, and stays as wide as its place', async () => {
    const place = await fixture<HTMLElement>(html`<div class="place"><ivs-chat-input></ivs-chat-input></div>`);
    place.style.width = '240px';
    const input = place.querySelector('ivs-chat-input') as IvsChatInput;
    await input.updateComplete;
    const before = boxOf(input).getBoundingClientRect().height;
    input.value = 'w'.repeat(120);
    await input.updateComplete;
    expect(boxOf(input).getBoundingClientRect().height).to.be.greaterThan(before);
    expect(place.scrollWidth).to.be.at.most(240);
  });

  for (const style of ['font-size: 24px', 'padding-inline: 60px', 'padding-block: 20px', 'letter-spacing: 0.4em']) {
    it(`has room for its text with a ${style} of the page, or scrolls where browsers cannot size a box to its text`, async () => {
      const place = await fixture<HTMLElement>(html`
        <div>
          <style>
            ivs-chat-input::part(textarea) { ${style} }
          </style>
          <ivs-chat-input max-rows="20"></ivs-chat-input>
        </div>
      `);
      place.style.width = '360px';
      const input = place.querySelector('ivs-chat-input') as IvsChatInput;
      const empty = boxOf(input).getBoundingClientRect().height;
      input.value = 'It takes several lines to write this much, and more of them in a large font. '.repeat(2);
      await input.updateComplete;
      const { scrollHeight, clientHeight } = boxOf(input);
      expect(scrollHeight <= clientHeight + 1).to.equal(CSS.supports('field-sizing', 'content'));
      expect(getComputedStyle(boxOf(input)).overflowY).to.equal('auto');
      input.value = '';
      await input.updateComplete;
      expect(boxOf(input).getBoundingClientRect().height, 'empty again').to.equal(empty);
    });
  }

  it('needs no style attribute in its markup', async () => {
    const input = await alone(html`<ivs-chat-input counter="always"></ivs-chat-input>`);
    await typeInto(input, 'a'.repeat(501));
    input.send();
    await input.updateComplete;
    expect(input.shadowRoot?.querySelectorAll('[part]')).to.have.lengthOf.above(3);
    // How many rows it may have is said by script, which every policy allows.
    const styled = [...(input.shadowRoot?.querySelectorAll<HTMLElement>('[style]') ?? [])].map(({ style }) => style.cssText.replace(/:.*/, ''));
    expect(styled).to.deep.equal(['--_max-rows']);
  });

  it('lets the text decide its direction, and an empty box follow the page', async () => {
    const page = await fixture<HTMLElement>(html`<div dir="rtl"><ivs-chat-input></ivs-chat-input></div>`);
    const input = page.querySelector('ivs-chat-input') as IvsChatInput;
    await input.updateComplete;
    const direction = () => getComputedStyle(boxOf(input)).direction;
    expect(direction()).to.equal('rtl');
    await typeInto(input, 'hello');
    expect(direction()).to.equal('ltr');
    await typeInto(input, 'صوت رائع');
    expect(direction()).to.equal('rtl');
    const box = boxOf(input).getBoundingClientRect();
    expect(buttonOf(input).getBoundingClientRect().right).to.be.at.most(box.left + 1);
    const icon = buttonOf(input).querySelector('svg') as SVGElement;
    expect(getComputedStyle(icon).transform, 'mirrored').to.equal('matrix(-1, 0, 0, 1, 0, 0)');
  });

  it('tells a phone keyboard what Enter does, and keeps the browser from filling it in', async () => {
    const input = await alone();
    expect(boxOf(input).getAttribute('enterkeyhint')).to.equal('send');
    expect(boxOf(input).getAttribute('autocomplete')).to.equal('off');
    expect(boxOf(input).spellcheck).to.equal(true);
    input.enter = 'newline';
    await input.updateComplete;
    expect(boxOf(input).getAttribute('enterkeyhint')).to.equal('enter');
  });

  it('has a button that a finger can hit', async () => {
    const { width, height } = buttonOf(await alone()).getBoundingClientRect();
    expect(Math.min(width, height)).to.be.at.least(36);
  });

  it('does not take the manners of the text around it', async () => {
    const page = await fixture<HTMLElement>(html`<div><ivs-chat-input value="hello"></ivs-chat-input></div>`);
    Object.assign(page.style, { textAlign: 'right', textTransform: 'uppercase', letterSpacing: '4px', fontStyle: 'italic', fontWeight: '900' });
    const { textAlign, textTransform, letterSpacing, fontStyle, fontWeight } = getComputedStyle(boxOf(page.firstElementChild as IvsChatInput));
    expect([textAlign, textTransform, letterSpacing, fontStyle, fontWeight]).to.deep.equal(['start', 'none', 'normal', 'normal', '400']);
  });

  it('is hidden by hidden', async () => {
    const input = await alone(html`<ivs-chat-input hidden></ivs-chat-input>`);
    expect(getComputedStyle(input).display).to.equal('none');
  });
});

describe('focus in <ivs-chat-input>', () => {
  it('goes to the box', async () => {
    const input = await alone();
    input.focus();
    expect(document.activeElement === input).to.equal(true);
    expect(input.shadowRoot?.activeElement === boxOf(input)).to.equal(true);
  });

  it('goes to the box even before the first rendering', async () => {
    const place = await fixture<HTMLElement>(html`<div></div>`);
    const input = document.createElement('ivs-chat-input');
    place.append(input);
    input.focus();
    await waitUntil(() => input.shadowRoot?.activeElement?.localName === 'textarea');
  });

  it('stays in the box when the button is pressed, so that a phone keeps its keyboard', async () => {
    const input = await alone();
    await typeInto(input, 'hi');
    input.focus();
    const press = new MouseEvent('mousedown', { bubbles: true, composed: true, cancelable: true });
    buttonOf(input).dispatchEvent(press);
    expect(press.defaultPrevented).to.equal(true);
    buttonOf(input).dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail: 1 }));
    expect(input.value).to.equal('');
    expect(input.shadowRoot?.activeElement === boxOf(input)).to.equal(true);
  });

  it('stays on the button when it was pressed with a key', async () => {
    const input = await alone();
    await typeInto(input, 'hi');
    buttonOf(input).focus();
    buttonOf(input).click();
    await input.updateComplete;
    expect(input.shadowRoot?.activeElement === buttonOf(input)).to.equal(true);
  });
});

describe('insertText() of <ivs-chat-input>', () => {
  it('writes at the caret and leaves the caret behind the text', async () => {
    const input = await alone();
    await typeInto(input, 'ab');
    input.focus();
    boxOf(input).setSelectionRange(1, 1);
    input.insertText('🎛');
    await input.updateComplete;
    expect(input.value).to.equal('a🎛b');
    expect(boxOf(input).selectionStart).to.equal(3);
  });

  it('takes the place of a selection', async () => {
    const input = await alone();
    await typeInto(input, 'one two three');
    input.focus();
    boxOf(input).setSelectionRange(4, 7);
    input.insertText('2');
    expect(input.value).to.equal('one 2 three');
  });

  it('can be undone where the box has the focus', async () => {
    const input = await alone();
    input.focus();
    document.execCommand('insertText', false, 'first ');
    input.insertText('second');
    expect(input.value).to.equal('first second');
    document.execCommand('undo');
    expect(input.value.endsWith('second')).to.equal(false);
  });

  it('remembers the caret of a box without the focus, and does not take the focus', async () => {
    const input = await alone();
    await typeInto(input, 'ab');
    boxOf(input).setSelectionRange(1, 1);
    const inputs: Event[] = [];
    input.addEventListener('input', (event) => inputs.push(event));
    input.insertText('-');
    expect(input.value).to.equal('a-b');
    expect(inputs).to.have.length(1);
    expect(document.activeElement === input).to.equal(false);
  });

  it('sees a value that was set a moment ago', async () => {
    const input = await alone();
    input.value = 'new';
    input.insertText('!');
    expect(input.value).to.equal('new!');
  });

  it('writes nothing where nobody can write', async () => {
    const input = await alone(html`<ivs-chat-input readonly value="kept"></ivs-chat-input>`);
    input.insertText('x');
    input.readOnly = false;
    input.disabled = true;
    input.insertText('x');
    expect(input.value).to.equal('kept');
  });
});

describe('words and accessibility of <ivs-chat-input>', () => {
  it('is accessible when empty, filled, over the limit, closed and disabled', async () => {
    const input = await alone();
    await expect(input).to.be.accessible();
    await typeInto(input, 'a'.repeat(501));
    input.send();
    await input.updateComplete;
    await expect(input).to.be.accessible();
    input.readOnly = true;
    await input.updateComplete;
    await expect(input).to.be.accessible();
    input.disabled = true;
    await input.updateComplete;
    await expect(input).to.be.accessible();
  });

  it('is accessible in the dark', async () => {
    const page = await fixture<HTMLElement>(html`<div><ivs-chat-input value="hello"></ivs-chat-input></div>`);
    page.style.colorScheme = 'dark';
    page.style.background = '#17181c';
    await expect(page).to.be.accessible();
  });

  it('names the box and the button', async () => {
    const input = await alone();
    expect(boxOf(input).getAttribute('aria-label')).to.equal('Message');
    expect(boxOf(input).placeholder).to.equal('Send a message');
    expect(buttonOf(input).getAttribute('aria-label')).to.equal('Send');
  });

  it('takes its name from a label of the page', async () => {
    const form = await fixture(html`<form><label for="box">Ask the band</label><ivs-chat-input id="box"></ivs-chat-input></form>`);
    const input = form.querySelector('ivs-chat-input') as IvsChatInput;
    await input.updateComplete;
    expect(boxOf(input).getAttribute('aria-label')).to.equal('Ask the band');
  });

  it('describes the box by its help, its trouble and what is left', async () => {
    const input = await alone(html`<ivs-chat-input readonly></ivs-chat-input>`);
    const ids = boxOf(input).getAttribute('aria-describedby')?.split(' ') ?? [];
    const described = ids.map((id) => input.shadowRoot?.getElementById(id)?.textContent).join(' ');
    expect(described.trim()).to.equal('This chat is read-only.');
    expect(textOf(input)).to.include('This chat is read-only.');
  });
});
