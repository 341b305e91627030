import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../e2e/browser.js';
import { openAppPage, type AppPage } from './app-page.js';
import { serveApp } from './app-site.mjs';

/** Where each generator puts what it builds. */
const built = { Vue: 'vue/dist', React: 'react/dist', Svelte: 'svelte/dist', Angular: 'angular/dist/app/browser', 'no framework': 'vanilla/dist' };

if (process.env['IVS_FRAMEWORKS']?.split(',').includes('fresh') ?? true) {
  describe("a fresh application with the README's files", () => {
    let browser: Browser;
    let site: Awaited<ReturnType<typeof serveApp>>;
    let page: Page;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());
    afterEach(async () => {
      await page.close();
      await site.close();
    });

    for (const [name, folder] of Object.entries(built)) {
      it(`chats and hears its event in ${name}`, async () => {
        site = await serveApp(join(process.env['IVS_FRESH'] ?? '', folder));
        let complaints: AppPage['complaints'];
        ({ page, complaints } = await openAppPage(browser));
        await page.goto(site.url);
        await page.getByText('Messages so far: 0').waitFor();
        const box = page.getByRole('textbox', { name: 'Message' });
        await box.fill('Hello');
        await box.press('Enter');
        await page.locator('ivs-chat-messages [part~="content"]').getByText('Hello', { exact: true }).waitFor();
        await page.getByText('Messages so far: 1').waitFor();
        expect(await page.locator('ivs-chat-room').evaluate((room) => getComputedStyle(room).display)).to.not.equal('inline');
        expect(site.tokens()).to.equal(1);
        expect(complaints).to.deep.equal([]);
      });
    }
  });
}
