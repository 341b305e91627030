import { expect } from 'chai';
import type { RequestListener } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import type { IvsChatRoom } from '../../src/index.js';
import { launch } from '../e2e/browser.js';
import { openAppPage, type AppPage } from './app-page.js';
import { serveApp } from './app-site.mjs';

if (process.env['IVS_FRAMEWORKS']?.split(',').includes('sveltekit') ?? true) {
  describe('the elements in SvelteKit, which renders on a server', () => {
    let browser: Browser;
    let site: Awaited<ReturnType<typeof serveApp>>;
    let page: Page;
    let complaints: AppPage['complaints'];
    before(async () => {
      const { handler } = (await import(new URL('sveltekit/build/handler.js', import.meta.url).href)) as { handler: RequestListener };
      site = await serveApp('', { handler });
      browser = await launch();
      ({ page, complaints } = await openAppPage(browser));
      await page.goto(site.url);
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });
    const connected = () => page.locator('ivs-chat-room:state(connected)').waitFor();

    it('answers with the elements and their children in the HTML', async () => {
      const text = await (await fetch(site.url)).text();
      expect(text).to.match(/<ivs-chat-room [^>]*token-endpoint="\/token"/).and.to.contain('0 heard');
    });

    it('chats after the page came alive, with one token, properties and events in place', async () => {
      await connected();
      const box = page.getByRole('textbox', { name: 'Message' });
      expect(await box.getAttribute('placeholder')).to.equal('Say it');
      await box.fill('Hello');
      await box.press('Enter');
      await page.getByText('1 heard').waitFor();
      expect(site.tokens()).to.equal(1);
    });

    it('leaves on the way to another page, and joins on the way back', async () => {
      const old = await page.locator('ivs-chat-room').elementHandle();
      await page.getByRole('link', { name: 'Elsewhere' }).click();
      await page.locator('#other').waitFor();
      await page.waitForFunction((room) => (room as unknown as IvsChatRoom).state === 'disconnected', old);
      await page.getByRole('link', { name: 'Back' }).click();
      await connected();
      expect(site.tokens()).to.equal(2);
      expect(complaints).to.deep.equal([]);
    });
  });
}
