import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { IvsChatRoom } from '../../src/index.js';
import { launch } from '../e2e/browser.js';
import { openAppPage, type AppPage } from './app-page.js';
import { serveApp } from './app-site.mjs';

/** What a visitor could see change between the server's page and the living one. */
interface FirstScreen {
  /** What the server drew: the room's frame, and in roots of their own the box to write in and the list. */
  drawn: Record<'base' | 'textarea' | 'viewport', Element | null>;
  readonly removed: string[];
  wasThereBefore: boolean;
  /** How far things jumped, as the browser scores it. */
  shift: number;
}

function watchTheFirstScreen(): void {
  const seen: FirstScreen = { drawn: { base: null, textarea: null, viewport: null }, removed: [], wasThereBefore: false, shift: 0 };
  Object.assign(globalThis, { seen });
  const noteRemovals = new MutationObserver((changes) => {
    for (const { removedNodes } of changes) for (const node of removedNodes) if (node instanceof Element) seen.removed.push(node.localName);
  });
  new MutationObserver((_changes, observer) => {
    const root = document.querySelector('ivs-chat-room')?.shadowRoot;
    const [input, list] = ['ivs-chat-input', 'ivs-chat-messages'].map((name) => root?.querySelector(name)?.shadowRoot);
    const drawn = { base: root?.querySelector('[part="base"]'), textarea: input?.querySelector('textarea'), viewport: list?.querySelector('[part="viewport"]') };
    if (!root || !input || !list || !drawn.base || !drawn.textarea || !drawn.viewport) return;
    observer.disconnect();
    seen.drawn = drawn as FirstScreen['drawn'];
    seen.wasThereBefore = customElements.get('ivs-chat-room') === undefined;
    for (const one of [root, input, list]) noteRemovals.observe(one, { childList: true, subtree: true });
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((entries) => {
    for (const entry of entries.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
}

if (process.env['IVS_FRAMEWORKS']?.split(',').includes('lit-ssr') ?? true) {
  describe('a room rendered on a server by @lit-labs/ssr', () => {
    let browser: Browser;
    let site: Awaited<ReturnType<typeof serveApp>>;
    before(async () => {
      const { renderPage } = (await import(new URL('lit-ssr/server.js', import.meta.url).href)) as { renderPage(): Promise<string> };
      site = await serveApp(fileURLToPath(new URL('lit-ssr/dist', import.meta.url)), {
        render: async (path) => (path === '/' ? renderPage() : undefined),
      });
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    async function visit(options: BrowserContextOptions = {}): Promise<AppPage> {
      const visited = await openAppPage(browser, options);
      await visited.page.addInitScript(watchTheFirstScreen);
      await visited.page.goto(site.url);
      return visited;
    }

    it('is there, styled, with its slots, before any script', async () => {
      const { page } = await visit({ javaScriptEnabled: false });
      await page.getByRole('heading', { name: 'Lounge' }).waitFor();
      await page.getByRole('textbox').waitFor();
      await page.locator('#pinned').waitFor();
      expect(await page.getByText('Connecting').count()).to.equal(0);
      await page.close();
    });

    it('comes alive without a flash, with one token and one connection', async () => {
      const before = site.tokens();
      const { page, complaints } = await visit();
      await page.locator('ivs-chat-room:state(connected)').waitFor();
      const result = await page.evaluate(() => {
        const { drawn, removed, wasThereBefore } = (globalThis as unknown as { seen: FirstScreen }).seen;
        const room = document.querySelector('ivs-chat-room') as unknown as IvsChatRoom;
        const [input, list] = ['ivs-chat-input', 'ivs-chat-messages'].map((name) => room.shadowRoot?.querySelectorAll(name));
        return {
          wasThereBefore,
          kept: {
            base: room.shadowRoot?.querySelector('[part="base"]') === drawn.base,
            textarea: input?.[0]?.shadowRoot?.querySelector('textarea') === drawn.textarea,
            viewport: list?.[0]?.shadowRoot?.querySelector('[part="viewport"]') === drawn.viewport,
          },
          count: [room.shadowRoot?.querySelectorAll('[part="base"]').length, input?.length, list?.length],
          removed,
          connects: room.client?.stats.connects,
        };
      });
      expect(result).to.deep.equal({ wasThereBefore: true, kept: { base: true, textarea: true, viewport: true }, count: [1, 1, 1], removed: [], connects: 1 });
      await page.getByRole('textbox').fill('Hello');
      await page.getByRole('textbox').press('Enter');
      await page.locator('ivs-chat-messages [part~="content"]').getByText('Hello', { exact: true }).waitFor();
      expect(site.tokens() - before).to.equal(1);
      expect(complaints).to.deep.equal([]);
      await page.close();
    });

    it('moves nothing on the screen when it comes alive', async () => {
      const { page } = await visit();
      const shift = () => page.evaluate(() => (globalThis as unknown as { seen: FirstScreen }).seen.shift);
      await page.locator('ivs-chat-room:state(connected)').waitFor();
      // The browser tells of each frame once it was shown; what follows is told after it.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const whileItCame = await shift();
      await page.evaluate(() => {
        const block = document.createElement('div');
        block.style.blockSize = '100px';
        document.body.prepend(block);
      });
      await page.waitForFunction((before) => (globalThis as unknown as { seen: FirstScreen }).seen.shift > before, whileItCame);
      expect(whileItCame).to.equal(0);
      await page.close();
    });
  });
}
