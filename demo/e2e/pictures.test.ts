import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launch, record } from './browser.js';

const cdn = fileURLToPath(new URL('../../dist/cdn/ivs-chat.js', import.meta.url));
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle cx="4" cy="4" r="4"/></svg>';

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title><link rel="icon" href="data:,">
<script type="module" src="/ivs-chat.js"></script>
<ivs-chat-room manual><ivs-chat-messages avatars></ivs-chat-messages></ivs-chat-room></html>`;

/** A site, and what it was asked for. */
class Site {
  readonly asked: { readonly path: string; readonly referrer: string | undefined }[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const path = request.url ?? '/';
      if (path === '/ivs-chat.js') return void readFile(cdn).then((bytes) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(bytes));
      if (path === '/') return void response.writeHead(200, { 'content-type': 'text/html' }).end(html);
      this.asked.push({ path, referrer: request.headers.referer });
      if (path.endsWith('.svg')) return void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(svg);
      response.writeHead(path === '/page' ? 200 : 404, { 'content-type': 'text/html' }).end('<title>Elsewhere</title>');
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

describe('pictures and links of messages', () => {
  let browser: Browser;
  const [page, listed, other] = [new Site(), new Site(), new Site()];
  before(async () => {
    browser = await launch();
    await Promise.all([page.open(), listed.open(), other.open()]);
  });
  after(() => Promise.all([browser.close(), page.close(), listed.close(), other.close()]));

  it('SECURITY 6: no origin is asked that the page did not list, and none hears where from', async () => {
    const context = await browser.newContext();
    try {
      const seen = await record(context);
      const tab = await context.newPage();
      await tab.goto(page.origin);
      await tab.evaluate(
        async ({ listed, other, page }) => {
          await customElements.whenDefined('ivs-chat-room');
          type Room = HTMLElement & { emotes: object; badges: object; imageOrigins: string[] };
          const room = document.querySelector<Room>('ivs-chat-room')!;
          room.imageOrigins = [listed];
          room.emotes = { good: { url: `${listed}/emote.svg` }, big: { url: `${listed}/sticker.svg` }, bad: { url: `${other}/emote.svg` }, own: { url: '/own.svg' } };
          room.badges = { good: { label: 'Good', url: `${listed}/badge.svg` }, bad: { label: 'Bad', url: `${other}/badge.svg` } };
          const avatars = [`${listed}/avatar.svg`, `${other}/avatar.svg`, `${page}/avatar.svg`, 'data:image/svg+xml,<svg/>', `${other}/a.svg#${listed}`, `//${other.slice(7)}/b.svg`, `${listed}@${other.slice(7)}/c.svg`];
          const messages = avatars.map((avatarUrl, i) => ({
            id: `m${i}`,
            content: `:good: :bad: :own: ${other}/page ![x](${other}/d.svg)`,
            sendTime: new Date(),
            sender: { userId: `u${i}`, attributes: { avatarUrl, badges: 'good,bad' } },
            attributes: { sticker: i === 0 ? 'big' : `${other}/sticker.svg` },
          }));
          Object.assign(document.querySelector('ivs-chat-messages')!, { messages });
        },
        { listed: listed.origin, other: other.origin, page: page.origin },
      );
      await tab.waitForFunction(() => {
        const images = [...document.querySelector('ivs-chat-messages')!.shadowRoot!.querySelectorAll('img')];
        return images.length === 7 + 7 + 2 && images.every((image) => image.complete && image.naturalWidth > 0);
      });
      await tab.waitForLoadState('networkidle');
      expect(listed.asked.map(({ path }) => path).sort()).to.deep.equal(['/avatar.svg', '/badge.svg', '/emote.svg', '/sticker.svg']);
      expect(listed.asked.map(({ referrer }) => referrer)).to.deep.equal([undefined, undefined, undefined, undefined]);
      expect(other.asked).to.deep.equal([]);
      expect(page.asked).to.deep.equal([]);
      expect(new Set(seen.requests.map((url) => new URL(url).origin))).to.deep.equal(new Set([page.origin, listed.origin]));
      expect(seen.errors).to.deep.equal([]);
    } finally {
      await context.close();
    }
  });

  it('SECURITY 5: a link opens a page that knows neither where it was nor who opened it', async () => {
    const context = await browser.newContext();
    try {
      const tab = await context.newPage();
      await tab.goto(page.origin);
      await tab.evaluate((address) => {
        const message = { id: 'm', content: `see ${address}`, sendTime: new Date(), sender: { userId: 'u' } };
        Object.assign(document.querySelector('ivs-chat-messages')!, { messages: [message] });
      }, `${other.origin}/page`);
      const [opened] = await Promise.all([context.waitForEvent('page'), tab.getByRole('link').click()]);
      await opened.waitForLoadState();
      expect(opened.url()).to.equal(`${other.origin}/page`);
      expect(await opened.evaluate(() => [document.referrer, window.opener])).to.deep.equal(['', null]);
      expect(other.asked.filter(({ path }) => path === '/page')).to.deep.equal([{ path: '/page', referrer: undefined }]);
      await tab.evaluate(() => {
        let refusals = 0;
        document.addEventListener('ivs-chat-link-click', (event) => {
          if (++refusals <= 2) event.preventDefault();
        });
      });
      await tab.getByRole('link').click();
      await tab.getByRole('link').click({ button: 'middle' });
      // The third press opens a page: what the first two had opened would have come before it.
      await Promise.all([context.waitForEvent('page'), tab.getByRole('link').click()]);
      expect(context.pages()).to.have.length(3);
    } finally {
      await context.close();
    }
  });
});
