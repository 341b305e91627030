/* eslint-disable no-restricted-syntax, no-new-func -- the pages of other people, some of which do what their policy forbids */
import type { HostPage } from './host-site.js';
import { html } from './pages.js';

const scripts = {
  module: '<script type="module" src="/cdn/ivs-chat.js"></script>',
  classic: '<script src="/cdn/ivs-chat.iife.js" defer></script>',
  other: '<script type="module" src="/cdn/other-version.js"></script>',
  input: '<script type="module" src="/cdn/input.js"></script>',
};

async function bothWork(kit: import('./page-kit.js').PageKit): Promise<unknown> {
  await kit.until(() => kit.room().shadowRoot, 'the element was defined');
  await kit.say(kit.room(), 'Hello');
  const global = (globalThis as { IVSChat?: { ChatRoom?: unknown; VERSION?: string } }).IVSChat;
  return { global: typeof global?.ChatRoom, tokens: await kit.tokens() };
}

/** Draws all there is to draw: hostile text, links, emotes, badges, avatars, what the page adds to rows; says what came of it. */
const everything: Pick<HostPage, 'act' | 'attributes' | 'files'> = {
  attributes: { displayName: 'Ada', badges: 'vip', avatarUrl: 'avatar.svg' },
  files: Object.fromEntries([
    ['page.css', 'ivs-chat-room { block-size: 400px; }'],
    ...['avatar', 'vip', 'wave'].map((name) => [`${name}.svg`, '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>']),
  ]),
  act: async (kit) => {
    const room = kit.room();
    await kit.until(() => room.shadowRoot, 'the element was defined');
    Object.assign(room, { emotes: { wave: { url: 'wave.svg' } }, badges: { vip: { label: 'Guest of honour', url: 'vip.svg' } } });
    const own = document.querySelector('ivs-chat-messages') as import('../../../src/index.js').IvsChatMessages;
    own.decorateMessage = () => ({ parts: ['lit'], badges: ['moderator'] });
    own.renderMessage = ({ content }) => {
      const quote = document.createElement('q');
      quote.textContent = content;
      return content === 'drawn by the page' ? quote : undefined;
    };
    await kit.say(room, `<img src=x onerror="window.trapped = 1"><script>window.trapped = 1</script><b style="color: red">`);
    await kit.say(room, 'https://example.com/ and javascript:alert(1)');
    await room.sendMessage('Hello :wave:', { sticker: 'wave' });
    const list = own.shadowRoot;
    const pictures = () => [...(list?.querySelectorAll('img') ?? [])].filter(({ naturalWidth }) => naturalWidth > 0).map(({ part }) => part.value);
    await kit.until(() => pictures().length === 8, 'three rows showed their pictures');
    await room.sendMessage('drawn by the page');
    await kit.until(() => list?.querySelector('q'), 'the page drew a message');
    let pressed = '';
    room.addEventListener('ivs-chat-link-click', (event) => {
      pressed = event.detail.url;
      event.preventDefault();
    });
    list?.querySelector<HTMLAnchorElement>('[part=link]')?.click();
    return {
      pictures: [...new Set(pictures())].sort(),
      links: [...(list?.querySelectorAll('a') ?? [])].map(({ textContent }) => textContent),
      drawn: list?.querySelector('q')?.textContent,
      decorated: list?.querySelectorAll('[part~=lit]').length,
      pressed,
      trapped: 'trapped' in window,
      // A policy that stopped our styles would leave it as it was, inline.
      display: getComputedStyle(room).display,
      height: room.offsetHeight,
      tokens: await kit.tokens(),
    };
  },
};
const room = '<ivs-chat-room token-endpoint="token"><ivs-chat-messages avatars></ivs-chat-messages></ivs-chat-room>';
const style = '<link rel="stylesheet" href="page.css">';

/** What the policy is for, tried by the page itself. */
export const refusals = {
  /** Whether this engine knows trusted types at all: without that, zero violations would prove nothing. */
  strings: {
    html: html('', ''),
    trustedTypes: 'lit-html',
    act: async (kit) => {
      const refused = (act: () => unknown) => {
        try {
          return `allowed: ${String(act())}`;
        } catch {
          return 'refused';
        }
      };
      const factory = (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): object } }).trustedTypes;
      const said = {
        markup: refused(() => (document.createElement('p').innerHTML = '<b>bold</b>')),
        script: refused(() => (document.createElement('script').src = 'other.js')),
        code: refused(() => new Function('return 1')()),
        policy: refused(() => factory.createPolicy('other', {})),
      };
      await kit.settle();
      return said;
    },
  },
  twoCopies: {
    html: html(scripts.module + scripts.classic),
    trustedTypes: 'lit-html',
    act: async (kit) => {
      await kit.until(() => kit.room().shadowRoot, 'the element was defined');
      await kit.say(kit.room(), 'Hello');
      return { second: typeof (globalThis as { IVSChat?: unknown }).IVSChat, tokens: await kit.tokens() };
    },
  },
} satisfies Record<string, HostPage>;

/** Pages that load the package twice. */
export const copies = {
  moduleAndClassic: { html: html(scripts.module + scripts.classic), act: bothWork },
  classicTwice: { html: html(scripts.classic + scripts.classic.replace('.js', '.js?again')), act: bothWork },
  twoVersions: {
    html: html(scripts.module + scripts.other),
    act: async (kit) => {
      await kit.until(() => kit.warnings.length > 0 && kit.room().shadowRoot, 'the second copy warned');
      await kit.say(kit.room(), 'Hello');
      // The copy that came second is not dead: its client connects too.
      const second = (await import('/cdn/other-version.js' as string)) as typeof import('../../../src/index.js');
      const answer = (await (await fetch('token', { method: 'POST' })).json()) as { socketUrl: string; token: string };
      const client = new second.ChatRoom({ regionOrUrl: answer.socketUrl, tokenProvider: async () => ({ token: answer.token }) });
      client.connect();
      await kit.until(() => client.state === 'connected', "the second copy's client connected");
      const sent = await client.sendMessage(new second.SendMessageRequest('From the second copy'));
      await kit.until(() => kit.rows(kit.room()).includes('From the second copy'), "the first copy's list heard it");
      client.disconnect();
      return { sent: sent.content, second: second.VERSION };
    },
  },
  pieceBeforeRoom: {
    html: html(scripts.input, '<ivs-chat-input for="chat"></ivs-chat-input><ivs-chat-room id="chat" token-endpoint="token"></ivs-chat-room>'),
    act: async (kit) => {
      const [input, room] = [document.querySelector('ivs-chat-input') as import('../../../src/index.js').IvsChatInput, kit.room()];
      await kit.until(() => input.shadowRoot?.querySelector('textarea'), 'the bundle defined its input');
      const early = room.shadowRoot;
      await kit.load('/cdn/ivs-chat.js', { type: 'module' });
      await kit.say(room, "From the room's own box");
      const write = async (text: string) => {
        input.insertText(text);
        input.send();
        await kit.settle();
      };
      await write('Found');
      await kit.until(() => kit.rows(room).includes('Found'), 'the piece found the room of the other copy');
      room.id = 'elsewhere';
      await kit.settle();
      await write('Held');
      const held = input.value;
      room.id = 'chat';
      await kit.settle();
      await write(' and found again');
      await kit.until(() => kit.rows(room).includes('Held and found again'), 'the piece found the room under its new name');
      room.remove();
      await kit.settle();
      await write('Left');
      return { early, held, left: input.value, tokens: await kit.tokens() };
    },
  },
  pieceOfAnotherCopy: {
    html: html(scripts.input + scripts.module, '<ivs-chat-input for="chat"></ivs-chat-input><ivs-chat-room id="chat" token-endpoint="token"></ivs-chat-room>'),
    act: async (kit) => {
      const [input, room] = [document.querySelector('ivs-chat-input') as import('../../../src/index.js').IvsChatInput, kit.room()];
      await kit.until(() => room.shadowRoot, 'the room was defined');
      await kit.connected(room);
      const notice = () => input.shadowRoot?.querySelector('[part~="error"]')?.textContent?.trim() ?? '';
      // More than the service takes.
      input.addEventListener('ivs-chat-before-send', ({ detail }) => void (detail.attributes = { note: 'x'.repeat(2000) }));
      const sendTooMuch = async (text: string) => {
        input.insertText(text);
        input.send();
        const isFailed = () => room.messages.some(({ status, content }) => status === 'failed' && content === text);
        await kit.until(isFailed, `the service refused "${text}"`);
        await kit.settle();
      };
      room.addEventListener('ivs-chat-error', (event) => event.preventDefault(), { once: true });
      await sendTooMuch('Cancelled');
      const cancelled = notice();
      await sendTooMuch('Explained');
      await kit.until(notice, 'the input said why');
      return { cancelled, said: notice() };
    },
  },
} satisfies Record<string, HostPage>;

/** SECURITY 2 and 3: pages with the strictest policy, which use all that the elements draw. The style sheet is the page's own. */
export const policies = {
  module: { ...everything, html: html(scripts.module + style, room), trustedTypes: 'lit-html' },
  classic: { ...everything, html: html(scripts.classic + style, room), trustedTypes: 'lit-html' },
  twoCopies: { html: html(scripts.module + scripts.classic), trustedTypes: "lit-html 'allow-duplicates'", act: bothWork },
  otherLit: {
    html: html('<script type="module" src="own.js"></script>' + scripts.module),
    trustedTypes: "lit-html 'allow-duplicates'",
    files: {
      'own.js': `import { html, LitElement } from '/cdn/lit.js';
        customElements.define('x-own', class extends LitElement { render() { return html\`<p>Own Lit</p>\`; } });
        document.body.append(document.createElement('x-own'));`,
    },
    act: async (kit) => {
      await kit.until(() => document.querySelector('x-own')?.shadowRoot?.textContent?.includes('Own Lit'), "the page's own Lit drew");
      await kit.until(() => kit.room().shadowRoot, 'the element was defined');
      await kit.say(kit.room(), 'Hello');
    },
  },
  clientAlone: {
    html: html('', ''),
    trustedTypes: "'none'",
    act: async (kit) => {
      const { ChatRoom, SendMessageRequest } = (await import('/cdn/client.js' as string)) as typeof import('../../../src/client/index.js');
      const answer = (await (await fetch('token', { method: 'POST' })).json()) as { socketUrl: string; token: string };
      const client = new ChatRoom({ regionOrUrl: answer.socketUrl, tokenProvider: async () => ({ token: answer.token }) });
      client.connect();
      await kit.until(() => client.state === 'connected', 'the client connected');
      const { content } = await client.sendMessage(new SendMessageRequest('Hello'));
      client.disconnect();
      return content;
    },
  },
} satisfies Record<string, HostPage>;

/** SECURITY 25: the page names the hash of the file. */
export const withIntegrity = (file: string, integrity: string): HostPage => ({
  html: html(`<meta name="file" content="${file}"><meta name="hash" content="${integrity}">`),
  act: async (kit) => {
    const [file, integrity] = ['file', 'hash'].map((name) => document.querySelector(`meta[name=${name}]`)?.getAttribute('content') ?? '');
    const attributes = { integrity: integrity ?? '', crossorigin: 'anonymous', ...(file === 'ivs-chat.js' && { type: 'module' }) };
    const changed = await kit.load(`/cdn/changed/${file}`, attributes);
    const definedByChanged = customElements.get('ivs-chat-room') !== undefined;
    const published = await kit.load(`/cdn/${file}`, attributes);
    await kit.say(kit.room(), 'Hello');
    return { changed, definedByChanged, published };
  },
});
