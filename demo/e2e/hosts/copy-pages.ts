import type { HostPage } from './host-site.js';
import { html } from './pages.js';

const scripts = {
  module: '<script type="module" src="/cdn/ivs-chat.js"></script>',
  classic: '<script src="/cdn/ivs-chat.iife.js" defer></script>',
  other: '<script type="module" src="/cdn/other-version.js"></script>',
};

async function bothWork(kit: import('./page-kit.js').PageKit): Promise<unknown> {
  await kit.until(() => kit.room().shadowRoot, 'the element was defined');
  await kit.say(kit.room(), 'Hello');
  const global = (globalThis as { IVSChat?: { ChatRoom?: unknown; VERSION?: string } }).IVSChat;
  return { global: typeof global?.ChatRoom, tokens: await kit.tokens() };
}

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
} satisfies Record<string, HostPage>;

/** SECURITY 2 and 3: pages with the strictest policy. The style sheet is the page's own. */
export const policies = {
  module: { html: html(scripts.module), trustedTypes: 'lit-html', act: bothWork },
  classic: { html: html(scripts.classic), trustedTypes: 'lit-html', act: bothWork },
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
export const withIntegrity = (integrity: string): HostPage => ({
  html: html(`<meta name="hash" content="${integrity}">`),
  act: async (kit) => {
    const hash = document.querySelector('meta[name=hash]')?.getAttribute('content') ?? '';
    const attributes = { type: 'module', integrity: hash, crossorigin: 'anonymous' };
    const changed = await kit.load('/cdn/changed.js', attributes);
    const definedByChanged = customElements.get('ivs-chat-room') !== undefined;
    const published = await kit.load('/cdn/ivs-chat.js', attributes);
    await kit.say(kit.room(), 'Hello');
    return { changed, definedByChanged, published };
  },
});

