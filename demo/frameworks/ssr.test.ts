import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { IvsChatRoom } from '../../src/index.js';
import { launch } from '../e2e/browser.js';
import { openAppPage, type AppPage } from './app-page.js';
import { serveApp } from './app-site.mjs';

/** Notes what a visitor could see change between the server's page and the living one. */
function watchTheFirstScreen(): void {
  const seen = { base: null as Element | null, removed: [] as string[], undefinedAt: 0 };
  Object.assign(globalThis, { seen });
  new MutationObserver((_changes, observer) => {
    const root = document.querySelector('ivs-chat-room')?.shadowRoot;
    if (!root) return;
    observer.disconnect();
    seen.base = root.querySelector('[part="base"]');
    seen.undefinedAt = customElements.get('ivs-chat-room') ? 0 : 1;
    new MutationObserver((changes) => {
      for (const { removedNodes } of changes) for (const node of removedNodes) if (node instanceof Element) seen.removed.push(node.localName);
    }).observe(root, { childList: true, subtree: true });
  }).observe(document, { childList: true, subtree: true });
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
      await page.getByRole('textbox').fill('Hello');
      await page.getByRole('textbox').press('Enter');
      await page.locator('ivs-chat-messages [part~="content"]').getByText('Hello', { exact: true }).waitFor();
      const result = await page.evaluate(() => {
        const { seen } = globalThis as unknown as { seen: { base: Element; removed: string[]; undefinedAt: number } };
        const room = document.querySelector('ivs-chat-room') as unknown as IvsChatRoom;
        return {
          wasThereBefore: seen.undefinedAt === 1,
          sameFrame: room.shadowRoot?.querySelector('[part="base"]') === seen.base,
          frames: room.shadowRoot?.querySelectorAll('[part="base"]').length,
          inputs: room.shadowRoot?.querySelectorAll('ivs-chat-input').length,
          replaced: seen.removed.filter((name) => ['section', 'header', 'footer', 'ivs-chat-messages', 'ivs-chat-input'].includes(name)),
          connects: room.client?.stats.connects,
        };
      });
      expect(result).to.deep.equal({ wasThereBefore: true, sameFrame: true, frames: 1, inputs: 1, replaced: [], connects: 1 });
      expect(site.tokens() - before).to.equal(1);
      expect(complaints).to.deep.equal([]);
      await page.close();
    });
  });
}
