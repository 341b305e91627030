import { readFile } from 'node:fs/promises';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import 'ivs-chat-elements';

/** The whole page, the chat in it as declarative shadow DOM. */
export async function renderPage() {
  const page = await readFile(new URL('dist/index.html', import.meta.url), 'utf8');
  const chat = await collectResult(
    render(html`<ivs-chat-room token-endpoint="/token" label="Lounge"><p slot="pinned" id="pinned">Be kind</p></ivs-chat-room>`),
  );
  return page.replace('<!--app-->', () => chat);
}
