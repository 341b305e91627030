/* eslint-disable no-restricted-syntax -- the pages of other people, which do what our elements must not */
import { readFileSync } from 'node:fs';
import type { HostPage } from './host-site.js';
import type { PageKit } from './page-kit.js';
import { html } from './pages.js';

const module = '<script type="module" src="/cdn/ivs-chat.js" crossorigin="anonymous"></script>';
const frame = (src: string): string => `<iframe sandbox="allow-scripts" src="${src}" style="width:400px;height:300px"></iframe>`;

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

/** The code that the documentation gives for a language, under "Frames", with the addresses of the test. */
function documented(language: string): string {
  const text = readFileSync(new URL('../../../docs/hosts.md', import.meta.url), 'utf8').split('\n## Frames\n')[1]?.split('\n## ')[0] ?? '';
  const [, code] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(text) ?? [];
  if (code === undefined) throw new Error(`docs/hosts.md has no ${language} under "Frames"`);
  return code.replace('https://cdn.example/', '/cdn/').replace('/chat/token', 'token').replaceAll("'https://your-site.example'", "new URL(document.baseURI).origin");
}
const reporting = `<script type="module">
const room = document.querySelector('ivs-chat-room');
room.addEventListener('ivs-chat-connect', () => room.sendMessage('From the frame'));
room.addEventListener('ivs-chat-send', ({ detail }) => parent.postMessage({ sent: detail.message.content, origin }, '*'));
</script>`;

/** Deletes a message as a moderator does: with the tool of its row, and a reason. Returns what the room told and what is left of the row. */
async function deleteOne(kit: PageKit): Promise<object> {
  const room = kit.room();
  let told: object | undefined;
  room.addEventListener('ivs-chat-moderation', ({ detail: { action, reason } }) => (told = { action, reason }));
  await kit.say(room, 'Trash');
  const root = room.shadowRoot?.querySelector('ivs-chat-messages')?.shadowRoot;
  const row = root?.querySelector('[part~="message"]');
  // On and on, as a hand does: a message that is still being sent has no tools.
  let clientX = 0;
  const move = () => row?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, composed: true, pointerType: 'mouse', clientX: clientX++ }));
  await kit.until(() => (move(), row?.querySelector('[data-action="delete-message"]')), 'the row showed its tools');
  row?.querySelector<HTMLElement>('[data-action="delete-message"]')?.click();
  await kit.until(() => root?.querySelector('dialog')?.open, 'the dialog opened');
  const dialog = root?.querySelector('dialog') as HTMLDialogElement;
  (dialog.querySelector('input') as HTMLInputElement).value = 'Spam';
  // Again and again: a fresh dialog takes no press.
  await kit.until(() => (dialog.querySelector<HTMLElement>('[type="submit"]')?.click(), !dialog.open), 'the dialog took the press');
  await kit.until(() => told, 'the room was moderated');
  await kit.until(() => !kit.rows(room).includes('Trash'), 'the text went');
  return { ...told, origin, left: row?.querySelector('[part~="tombstone"]') !== null };
}

/** SECURITY 23: an embed of an opaque origin. */
export const frames = {
  fed: {
    html: html('', `${frame('about:blank')}<script src="outer.js"></script>`),
    files: { 'inner.html': `<!doctype html><title>In</title>${documented('html')}${reporting}`, 'outer.js': documented('js') },
    isFirstTokenLost: true,
    act: async (kit) => {
      let told: object | undefined;
      addEventListener('message', ({ data }) => {
        if ((data as { sent?: string }).sent) told = data as object;
      });
      (document.querySelector('iframe') as HTMLIFrameElement).src = 'inner.html';
      await kit.until(() => told, 'the frame chatted');
      return { ...told, tokens: await kit.tokens() };
    },
  },
  moderated: {
    html: html('', `${frame('about:blank')}<script src="outer.js"></script>`),
    files: {
      'inner.html': `<!doctype html><title>In</title><script src="/cdn/kit.js"></script>${documented('html')}<script src="inner.js" defer></script>`,
      'inner.js': `(${deleteOne.toString()})(kit).then((done) => parent.postMessage({ done }, '*'), ({ message }) => parent.postMessage({ done: message }, '*'));`,
      'outer.js': documented('js'),
    },
    capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE'],
    act: async (kit) => {
      let told: unknown;
      addEventListener('message', ({ data }) => (told ??= (data as { done?: unknown }).done));
      (document.querySelector('iframe') as HTMLIFrameElement).src = 'inner.html';
      // Longer than a step within the frame, which says itself where it got stuck.
      await kit.until(() => told, 'the frame told what it did', 20_000);
      return told;
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
