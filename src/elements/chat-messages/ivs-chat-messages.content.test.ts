import { expect } from '@open-wc/testing';
import type { IvsChatLinkClickEvent } from '../events.js';
import type { RoomContext } from '../room-context.js';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { chatMessage, listAlone, listInRoom, partOf, readable, rowsOf, settled } from './testing/list-driver.js';
import { warningsDuring } from '../testing/complaints.js';
import { waitUntil } from '../testing/wait-until.js';

const picture = new URL('../../../demo/icon.svg', import.meta.url).href;
const missing = new URL('no-such-picture.png', import.meta.url).href;
const emotes = { hi: { url: picture }, wave: { url: picture, alt: 'a wave' }, gone: { url: missing } };

const partsOf = (root: Element, name: string) => [...root.querySelectorAll<HTMLElement>(`[part~="${name}"]`)];
const shown = (row: Element, name: string) => partsOf(row, name).map((part) => part.textContent);
const contentOf = (list: IvsChatMessages, i = 0) => partOf(rowsOf(list)[i]!, 'content')!;
/** Text and pictures of a message, in order. */
const runsOf = (content: Element) =>
  [...content.childNodes]
    .map((node) => (node instanceof HTMLImageElement ? `[${node.alt}]` : node instanceof Element ? `{${node.textContent}}` : (node.nodeValue ?? '')))
    .filter((text, i) => content.childNodes[i]!.nodeType !== Node.COMMENT_NODE && text !== '');

async function drawn(text: string, context: Partial<RoomContext> = {}): Promise<{ list: IvsChatMessages; row: HTMLElement }> {
  const { list, room } = await listInRoom(context);
  room.say(text);
  await settled(list);
  return { list, row: rowsOf(list)[0]! };
}

describe('links in <ivs-chat-messages>', () => {
  it('open elsewhere, tell nobody where from, and give nothing away', async () => {
    const list = await listAlone([chatMessage('see https://example.com/a?b=c#d now')]);
    const [link] = partsOf(rowsOf(list)[0]!, 'link') as HTMLAnchorElement[];
    const attributes = Object.fromEntries([...link!.attributes].map(({ name, value }) => [name, value]));
    expect(attributes).to.deep.equal({
      'part': 'link',
      'class': 'link',
      'href': 'https://example.com/a?b=c#d',
      'dir': 'ltr',
      'target': '_blank',
      'rel': 'noopener noreferrer nofollow ugc',
      'referrerpolicy': 'no-referrer',
      'tabindex': '-1',
      'data-action': 'link',
    });
    expect(runsOf(contentOf(list))).to.deep.equal(['see ', '{https://example.com/a?b=c#d}', ' now']);
  });

  it('several, between words of any script', async () => {
    const { row } = await drawn('これhttps://a.example/1 と www.b.example/2、https://c.example/3');
    expect(shown(row, 'link')).to.deep.equal(['https://a.example/1', 'www.b.example/2', 'https://c.example/3']);
    expect(partsOf(row, 'link').map((link) => (link as HTMLAnchorElement).href)[1]).to.equal('https://www.b.example/2');
    expect(readable(partOf(row, 'content')!)).to.equal('これhttps://a.example/1 と www.b.example/2、https://c.example/3');
  });

  it('keep their direction in a line that runs the other way, and do not turn it', async () => {
    const text = 'شاهد https://example.com/a/b هنا';
    const { row } = await drawn(text);
    const content = partOf(row, 'content')!;
    expect(content.textContent).to.equal(text);
    expect(getComputedStyle(content).direction).to.equal('rtl');
    const [link] = partsOf(row, 'link');
    expect(getComputedStyle(link!).direction).to.equal('ltr');
    const first = await drawn('https://example.com/ شاهد');
    expect(getComputedStyle(partOf(first.row, 'content')!).direction).to.equal('rtl');
  });

  it('stop where a control would bend them', async () => {
    const { row } = await drawn('get https://example.com/photo\u202egpj.exe here');
    expect(shown(row, 'link')).to.deep.equal(['https://example.com/photo']);
    expect(partOf(row, 'content')!.textContent).to.equal('get https://example.com/photogpj.exe here');
  });

  it('tell the page when they are pressed, by any button, and open nothing when it says no', async () => {
    const { list, room } = await listInRoom();
    const message = room.say('see https://example.com/x now');
    await settled(list);
    const heard: IvsChatLinkClickEvent[] = [];
    const prevented: boolean[] = [];
    const noWindows = (event: Event) => {
      prevented.push(event.defaultPrevented);
      event.preventDefault();
    };
    for (const type of ['click', 'auxclick']) room.element.addEventListener(type, noWindows);
    let isRefused = false;
    list.addEventListener('ivs-chat-link-click', (event) => {
      heard.push(event);
      if (isRefused) event.preventDefault();
    });
    const [link] = partsOf(rowsOf(list)[0]!, 'link');
    const press = (type: string, button = type === 'click' ? 0 : 1) =>
      link!.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, button }));
    press('click');
    press('auxclick');
    isRefused = true;
    press('click');
    press('auxclick');
    // The right one.
    press('auxclick', 2);
    partOf(rowsOf(list)[0]!, 'author')!.dispatchEvent(new MouseEvent('auxclick', { bubbles: true, composed: true, button: 1 }));
    expect(prevented.slice(0, 4)).to.deep.equal([false, false, true, true]);
    expect(heard).to.have.length(4);
    expect(heard[0]!.detail.url).to.equal('https://example.com/x');
    expect(heard[0]!.detail.message.id).to.equal(message.id);
    expect(heard[1]!.detail.originalEvent.type).to.equal('auxclick');
    expect(heard[0]!.bubbles && heard[0]!.composed && heard[0]!.cancelable).to.equal(true);
  });

  it('are of the schemes that the page allows, changed live', async () => {
    const text = 'http://a.example/ https://b.example/ ann@c.example mailto:bob@d.example';
    const { list, room } = await listInRoom();
    room.say(text);
    await settled(list);
    const links = () => partsOf(rowsOf(list)[0]!, 'link').map((link) => (link as HTMLAnchorElement).href);
    expect(links()).to.deep.equal(['http://a.example/', 'https://b.example/']);
    room.change({ linkSchemes: ['https'] });
    expect(links()).to.deep.equal(['https://b.example/']);
    room.change({ linkSchemes: ['https', 'mailto'] });
    expect(links()).to.deep.equal(['https://b.example/', 'mailto:ann@c.example', 'mailto:bob@d.example']);
    room.change({ linkSchemes: [] });
    expect(links()).to.deep.equal([]);
    expect(contentOf(list).textContent).to.equal(text);
  });

  it('are gone with a deleted message', async () => {
    const { list, room } = await listInRoom();
    const { id } = room.say('see https://example.com/ @you');
    await settled(list);
    room.store.delete(id);
    await settled(list);
    expect(partsOf(rowsOf(list)[0]!, 'link')).to.deep.equal([]);
    expect(rowsOf(list)[0]!.getAttribute('part')).to.equal('message message-deleted');
  });
});

describe('mentions in <ivs-chat-messages>', () => {
  const someone = (displayName: string, userId = 'u-17') => ({ user: { userId, attributes: { displayName } } });
  const marked = async (text: string, displayName: string, userId?: string) => {
    const { row } = await drawn(text, someone(displayName, userId));
    const found = shown(row, 'mention');
    expect(row.part.contains('message-mention'), text).to.equal(found.length > 0);
    expect(partOf(row, 'content')!.textContent).to.equal(text);
    return found;
  };

  const yes: readonly (readonly [text: string, name: string, found: string, userId?: string])[] = [
    ['hi @Mira', 'Mira', '@Mira'],
    ['hi @mira!', 'Mira', '@mira'],
    ['(@MIRA)', 'Mira', '@MIRA'],
    ['@u-17 look', 'Mira', '@u-17'],
    ['@Otis Patch, look', 'Otis Patch', '@Otis Patch'],
    ['@OtisPatch look', 'Otis Patch', '@OtisPatch'],
    ['@zoë hi', 'ZOË', '@zoë'],
    ['@zoe\u0308 hi', 'Zoë', '@zoe\u0308'],
    ['@Σίσυφος', 'σίσυφοσ', '@Σίσυφος'],
    ['@ليلى مرحبا', 'ليلى', '@ليلى'],
    ['＠ゆうき こんにちは', 'ゆうき', '＠ゆうき'],
    ['@ゆうきさん', 'ゆうき', '@ゆうき'],
    ['@민수님', '민수', '@민수'],
    ['@a.b*c yes', 'a.b*c', '@a.b*c'],
    ['@(x) yes', '(x)', '@(x)'],
    ['🔥@Mira', 'Mira', '@Mira'],
    ['@Mira\n@someone', 'Mira', '@Mira'],
  ];
  for (const [text, name, found, userId] of yes) {
    it(`"${text}" is for ${name}`, async () => expect(await marked(text, name, userId)).to.deep.equal([found]));
  }

  const no: readonly (readonly [text: string, name: string])[] = [
    ['hi Mira', 'Mira'],
    ['hi @Miranda', 'Mira'],
    ['hi @Mira_2', 'Mira'],
    ['mail@mira', 'Mira'],
    ['hi @Mirá', 'Mir'],
    ['hi @Mira\u0301', 'Mira'],
    ['hi @axb', 'a.b'],
    ['https://example.com/@Mira', 'Mira'],
    ['@ Mira', 'Mira'],
    ['@', ''],
    ['@someone', ''],
  ];
  for (const [text, name] of no) it(`"${text}" is not for "${name}"`, async () => expect(await marked(text, name)).to.deep.equal([]));

  it('mark rows that were drawn before it was known who reads, once', async () => {
    const { list, room } = await listInRoom({ user: undefined });
    room.say('for @you and more');
    room.say('for nobody');
    await settled(list);
    const [row, other] = rowsOf(list);
    expect(shown(row!, 'mention')).to.deep.equal([]);
    room.change({ user: { userId: 'you' } });
    expect(shown(row!, 'mention')).to.deep.equal(['@you']);
    expect(row!.getAttribute('part')).to.equal('message message-mention');
    expect(other!.getAttribute('part')).to.equal('message');
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(partOf(list, 'list')!, { childList: true, subtree: true, characterData: true, attributes: true });
    room.change({ user: { userId: 'you' }, state: 'connecting' });
    await settled(list);
    observer.disconnect();
    expect(changes).to.have.length(0);
    room.change({ user: { userId: 'another' } });
    expect(shown(row!, 'mention')).to.deep.equal([]);
  });

  it('keep their direction to themselves', async () => {
    const { row } = await drawn('@Mira שלום 123', someone('Mira'));
    expect(getComputedStyle(partOf(row, 'content')!).direction).to.equal('rtl');
    const mention = partsOf(row, 'mention')[0]!;
    expect(mention.localName).to.equal('bdi');
    expect(getComputedStyle(mention).direction).to.equal('ltr');
    expect(mention.getBoundingClientRect().right).to.be.closeTo(partOf(row, 'content')!.getBoundingClientRect().right, 1);
  });

  it('are readable, in light and dark', async () => {
    for (const scheme of ['light', 'dark']) {
      const { list } = await drawn('@Mira see https://example.com/ :)', someone('Mira'));
      list.style.colorScheme = scheme;
      list.style.background = scheme === 'dark' ? '#17181c' : '#ffffff';
      await expect(list).to.be.accessible();
    }
  });
});

describe('emotes in <ivs-chat-messages>', () => {
  const cases: readonly (readonly [text: string, runs: readonly string[]])[] = [
    [':hi:', ['[:hi:]']],
    ['oh :hi: you :wave:', ['oh ', '[:hi:]', ' you ', '[a wave]']],
    [':hi::hi:', ['[:hi:]', '[:hi:]']],
    ['12:30:hi: :)', ['12:30', '[:hi:]', ' :)']],
    [':hi:wave:', ['[:hi:]', 'wave:']],
    [':no: :HI: :: ::: :hi', [':no: :HI: :: ::: :hi']],
    [':__proto__: :constructor: :toString: :hasOwnProperty:', [':__proto__: :constructor: :toString: :hasOwnProperty:']],
    ['https://example.com/:hi:/x', ['{https://example.com/:hi:/x}']],
    ['👩‍👩‍👧‍👦:hi:🏴󠁧󠁢󠁥󠁮󠁧󠁿', ['👩‍👩‍👧‍👦', '[:hi:]', '🏴󠁧󠁢󠁥󠁮󠁧󠁿']],
    ['@you :hi: https://a.example/', ['{@you}', ' ', '[:hi:]', ' ', '{https://a.example/}']],
  ];
  for (const [text, runs] of cases) {
    it(`of "${text}"`, async () => {
      const { list } = await drawn(text, { emotes });
      expect(runsOf(contentOf(list))).to.deep.equal(runs);
    });
  }

  it('are pictures in a fixed box that come late and tell nothing', async () => {
    const { list, row } = await drawn('oh :wave: you', { emotes });
    const [image] = partsOf(row, 'emote') as HTMLImageElement[];
    expect([image!.src, image!.alt, image!.loading, image!.decoding, image!.referrerPolicy]).to.deep.equal([picture, 'a wave', 'lazy', 'async', 'no-referrer']);
    const box = image!.getBoundingClientRect();
    expect([box.width, box.height]).to.deep.equal([24, 24]);
    const { height } = row.getBoundingClientRect();
    await waitUntil(() => image!.complete && image!.naturalWidth > 0);
    expect(row.getBoundingClientRect().height).to.equal(height);
    expect(height).to.equal((await drawn('oh, you')).row.getBoundingClientRect().height);
    list.style.setProperty('--ivs-chat-emote-size', '40px');
    expect(image!.getBoundingClientRect().width).to.equal(40);
  });

  it('come and go with the table', async () => {
    const { list, room } = await listInRoom();
    room.say('oh :hi:');
    await settled(list);
    room.change({ emotes });
    expect(runsOf(contentOf(list))).to.deep.equal(['oh ', '[:hi:]']);
    room.change({ emotes: {} });
    expect(runsOf(contentOf(list))).to.deep.equal(['oh :hi:']);
  });

  it('that do not load are their words', async () => {
    const { list, row } = await drawn('oh :gone: :hi:', { emotes });
    await waitUntil(() => partsOf(row, 'emote').length === 1, 'the broken one goes');
    expect(runsOf(contentOf(list))).to.deep.equal(['oh ', ':gone:', ' ', '[:hi:]']);
  });

  it('that did not load are tried again when the connection is back', async () => {
    const { list, room } = await listInRoom({ emotes });
    let tries = 0;
    list.shadowRoot!.addEventListener('error', () => tries++, true);
    const say = async () => {
      const before = rowsOf(list).length;
      room.say(':gone:');
      await waitUntil(() => rowsOf(list).length > before && partsOf(rowsOf(list).at(-1)!, 'emote').length === 0);
    };
    await say();
    await say();
    expect(tries).to.equal(1);
    room.change({ state: 'connecting' });
    room.change({ state: 'connected' });
    await say();
    expect(tries).to.equal(2);
  });

  it('are at most 100 in a message, and no code is lost', async () => {
    const { row } = await drawn(':hi:'.repeat(200), { emotes });
    expect(partsOf(row, 'emote')).to.have.length(100);
    expect(partOf(row, 'content')!.textContent).to.equal(':hi:'.repeat(100));
  });

  it('are also the stickers of messages, by key and never by address', async () => {
    const { list, room } = await listInRoom({ emotes });
    const say = (text: string, sticker: string) => room.say(text, {}, { attributes: { sticker } });
    say(':wave:', 'wave');
    say('for you', 'wave');
    for (const bad of ['nope', picture, '__proto__', 'constructor', '', ':wave:']) say(`bad ${bad}`, bad);
    await settled(list);
    const [only, withText, ...others] = rowsOf(list);
    const [sticker] = partsOf(only!, 'sticker') as HTMLImageElement[];
    expect(sticker!.alt).to.equal('a wave');
    expect(sticker!.getBoundingClientRect().width).to.equal(96);
    expect(partOf(only!, 'content')!.textContent, 'not said twice').to.equal('');
    expect(partsOf(only!, 'emote')).to.have.length(0);
    expect(partsOf(withText!, 'sticker')).to.have.length(1);
    expect(partOf(withText!, 'content')!.textContent).to.equal('for you');
    for (const row of others) expect(partsOf(row, 'sticker')).to.have.length(0);
  });
});

describe('badges and avatars in <ivs-chat-messages>', () => {
  const sender = { userId: 'ana', attributes: { displayName: 'Ana', badges: 'founder,mod,vip', avatarUrl: picture } };

  it('a page names its own badges and brings their pictures', async () => {
    const { list, room } = await listInRoom({ badges: { Founder: { label: 'Here since the first day', url: picture }, mod: { label: 'Steward' } } });
    room.say('hi', sender);
    await settled(list);
    const badges = partsOf(rowsOf(list)[0]!, 'badge');
    expect(badges.map((badge) => badge.getAttribute('alt') ?? badge.getAttribute('aria-label'))).to.deep.equal(['Here since the first day', 'Steward', 'VIP']);
    expect((badges[0] as HTMLImageElement).src).to.equal(picture);
    expect(badges[0]!.getBoundingClientRect().width).to.equal(16);
    expect(badges[1]!.querySelector('svg')).to.exist;
  });

  it('a badge whose picture does not load is its letter', async () => {
    const { list, room } = await listInRoom({ badges: { founder: { label: 'Founder', url: missing } } });
    room.say('hi', sender);
    await settled(list);
    await waitUntil(() => rowsOf(list)[0]!.querySelector('img') === null);
    const [badge] = partsOf(rowsOf(list)[0]!, 'badge');
    expect([readable(badge!), badge!.getAttribute('aria-label')]).to.deep.equal(['F', 'Founder']);
  });

  it('avatars are off, and are the sender’s picture or first letter when they are on', async () => {
    const avatarUrl = `${picture}?avatar`;
    const isAskedFor = () => performance.getEntriesByType('resource').some(({ name }) => name === avatarUrl);
    // It may be full, and would note nothing more.
    performance.clearResourceTimings();
    const list = await listAlone([
      chatMessage('a', { ...sender, attributes: { ...sender.attributes, avatarUrl } }),
      chatMessage('b', { userId: 'zoe' }),
      chatMessage('c', { userId: 'gone', attributes: { avatarUrl: missing } }),
      chatMessage('d', { userId: 'x', attributes: { displayName: '🔥 fire' } }),
      chatMessage('d', { userId: 'x', attributes: { displayName: '🇩🇪 Hans' } }),
      chatMessage('d', { userId: 'x', attributes: { displayName: '👍🏽👍🏽' } }),
      chatMessage('d', { userId: 'x', attributes: { displayName: 'e\u0301mile' } }),
      chatMessage('e', { userId: 'eve' }, { attributes: { avatarUrl: picture } }),
    ]);
    const avatars = () => rowsOf(list).map((row) => partsOf(row, 'avatar')[0]);
    expect(avatars()).to.deep.equal(Array(8).fill(undefined));
    expect(isAskedFor()).to.equal(false);
    list.avatars = true;
    await settled(list);
    await waitUntil(isAskedFor, 'the picture is asked for');
    const [image, letter] = avatars();
    expect(image!.localName).to.equal('img');
    expect((image as HTMLImageElement).src).to.equal(avatarUrl);
    expect((image as HTMLImageElement).alt).to.equal('');
    expect([readable(letter!), letter!.getAttribute('aria-hidden')]).to.deep.equal(['Z', 'true']);
    expect(image!.getBoundingClientRect().width).to.equal(20);
    expect(letter!.getBoundingClientRect().height).to.equal(20);
    await waitUntil(() => avatars()[2]?.localName === 'span', 'the broken one becomes a letter');
    expect(avatars().slice(2).map((avatar) => readable(avatar!))).to.deep.equal(['G', '🔥', '🇩🇪', '👍🏽', 'E\u0301', 'E']);
    list.style.background = '#ffffff';
    list.style.colorScheme = 'light';
    await expect(list).to.be.accessible();
    list.removeAttribute('avatars');
    await settled(list);
    expect(avatars()).to.deep.equal(Array(8).fill(undefined));
  });
});

describe('what a page sets for the content of <ivs-chat-messages>', () => {
  const bad = (value: unknown) => value as never;

  it('warns once of a picture that cannot be used, and shows what is left', async () => {
    const table = { ok: { url: picture }, far: { url: 'https://elsewhere.example/a.png' }, none: {}, null: null, text: 'x' };
    const heard = await warningsDuring(async () => {
      const { list, room } = await listInRoom({ emotes: bad(table), badges: bad({ vip: { url: picture }, founder: { label: 'First', url: 'data:image/png;base64,x' } }) });
      room.say(':ok: :far: :none: :null: :text: :far:', { userId: 'ana', attributes: { badges: 'vip,founder' } });
      await settled(list);
      expect(runsOf(contentOf(list))).to.deep.equal(['[:ok:]', ' :far: :none: :null: :text: :far:']);
      const badges = partsOf(rowsOf(list)[0]!, 'badge');
      expect(badges.map((badge) => badge.getAttribute('alt') ?? badge.getAttribute('aria-label'))).to.deep.equal(['VIP', 'First']);
      room.change({ emotes: bad({ ...table }) });
    });
    const of = (table: string, name: string) => `<ivs-chat-room> ${table}: the picture of "${name}" is not from \`imageOrigins\`.`;
    expect(heard.sort()).to.deep.equal([of('badges', 'founder'), ...['far', 'none', 'null', 'text'].map((name) => of('emotes', name))]);
  });

  it('warns of origins and schemes that are none', async () => {
    const heard = await warningsDuring(async () => {
      const { list, room } = await listInRoom({ emotes, imageOrigins: bad([location.origin, 'nonsense', 7, 'data:x']), linkSchemes: bad(['https', 'javascript', 'file', 'https:']) });
      room.say('https://a.example/ http://b.example/ javascript:alert(1) :hi:');
      await settled(list);
      expect(shown(rowsOf(list)[0]!, 'link')).to.deep.equal(['https://a.example/']);
      expect(partsOf(rowsOf(list)[0]!, 'emote')).to.have.length(1);
    });
    const of = (list: string, ...entries: string[]) => entries.map((entry) => `<ivs-chat-room> ${list}: cannot use "${entry}".`);
    expect(heard).to.deep.equal([...of('imageOrigins', 'nonsense', '7', 'data:x'), ...of('linkSchemes', 'javascript', 'file', 'https:')]);
  });

  it('survives anything', async () => {
    await warningsDuring(async () => {
      // Each is warned of once in the life of a page: others than in the tests above.
      for (const value of [undefined, null, 42, 'words', [], [[]], () => 1, new Map([['hi', 1]]), Symbol('y')]) {
        const { list, room } = await listInRoom({ emotes: bad(value), badges: bad(value), imageOrigins: bad(value), linkSchemes: bad(value) });
        room.say('still :hi: here @you', { userId: 'ana', attributes: { badges: 'vip' } });
        await settled(list);
        expect(readable(contentOf(list))).to.equal('still :hi: here @you');
        expect(shown(rowsOf(list)[0]!, 'mention')).to.deep.equal(['@you']);
      }
    });
  });
});

describe('a message of <ivs-chat-messages>', () => {
  it('is taken apart once, however often its row is drawn', async () => {
    let reads = 0;
    const message = chatMessage('');
    Object.defineProperty(message, 'content', { get: () => (reads++, 'see https://example.com/ @you :hi:') });
    const list = await listAlone([message]);
    const before = reads;
    expect(before).to.be.at.most(2);
    list.avatars = true;
    await settled(list);
    list.avatars = false;
    await settled(list);
    expect(reads).to.equal(before);
  });
});
