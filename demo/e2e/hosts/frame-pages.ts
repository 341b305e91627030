/* eslint-disable no-restricted-syntax -- the pages of other people, which do what our elements must not */
import type { HostPage } from './host-site.js';
import { html } from './pages.js';

const module = '<script type="module" src="/cdn/ivs-chat.js" crossorigin="anonymous"></script>';
const frame = (src: string): string => `<iframe sandbox="allow-scripts" src="${src}" style="width:400px;height:300px"></iframe>`;

/** In the frame: asks the page around it for each token. */
const fedRoom = `
const room = document.querySelector('ivs-chat-room');
const waiting = [];
addEventListener('message', ({ source, data }) => { if (source === parent && data.token) waiting.shift()?.(data); });
const provider = () => new Promise((resolve) => { waiting.push(resolve); parent.postMessage({ ask: 'token' }, '*'); });
customElements.whenDefined('ivs-chat-room').then(() => { room.tokenProvider = provider; });
room.addEventListener('ivs-chat-connect', () => room.sendMessage('From the frame'));
room.addEventListener('ivs-chat-send', ({ detail }) => parent.postMessage({ sent: detail.message.content, origin }, '*'));
room.addEventListener('ivs-chat-error', ({ detail }) => parent.postMessage({ error: detail.error.message, origin }, '*'));
`;

/** With a token endpoint: says what the room tells its page, and what it shows. */
const refusedRoom = `
const room = document.querySelector('ivs-chat-room');
room.addEventListener('ivs-chat-error', ({ detail }) => {
  const tell = () => {
    const shown = room.shadowRoot.querySelector('[part~="banner"]').textContent.trim();
    if (room.state !== 'disconnected' || /^(Connecting|$)/.test(shown)) return setTimeout(tell, 20);
    parent.postMessage({ error: detail.error.message, operation: detail.operation, shown, origin }, '*');
  };
  tell();
});
`;

/** SECURITY 23: an embed of an opaque origin. */
export const frames = {
  fed: {
    html: html('', frame('about:blank')),
    files: { 'inner.html': `<!doctype html><title>In</title>${module}<ivs-chat-room></ivs-chat-room><script src="inner.js"></script>`, 'inner.js': fedRoom },
    act: async (kit) => {
      const inner = document.querySelector('iframe') as HTMLIFrameElement;
      const told: { ask?: string; sent?: string; origin?: string; error?: string }[] = [];
      addEventListener('message', ({ source, data }) => {
        if (source !== inner.contentWindow) return;
        told.push(data as object);
        if ((data as { ask?: string }).ask !== 'token') return;
        const answer = fetch('token', { method: 'POST' }).then((response) => response.json());
        void answer.then((token) => inner.contentWindow?.postMessage(token, '*'));
      });
      inner.src = 'inner.html';
      await kit.until(() => told.some(({ sent, error }) => sent ?? error), 'the frame chatted');
      return told.find(({ sent, error }) => sent ?? error);
    },
  },
  refused: {
    html: html('', frame('about:blank')),
    files: {
      'inner.html': `<!doctype html><title>In</title>${module}<ivs-chat-room token-endpoint="token"></ivs-chat-room><script src="inner.js"></script>`,
      'inner.js': refusedRoom,
    },
    act: async (kit) => {
      const inner = document.querySelector('iframe') as HTMLIFrameElement;
      let told: unknown;
      addEventListener('message', ({ source, data }) => {
        if (source === inner.contentWindow) told ??= data;
      });
      inner.src = 'inner.html';
      await kit.until(() => told, 'the frame told its error');
      return { told, tokens: await kit.tokens() };
    },
  },
} satisfies Record<string, HostPage>;
