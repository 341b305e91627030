import { expect } from 'chai';
import type { Browser, BrowserContext, LaunchOptions, Locator, Page } from 'playwright-core';
import { startDemo } from '../server/main.js';
import { launch, record, type Record } from './browser.js';

/** One person's tab of the demo. */
export interface Tab {
  readonly page: Page;
  readonly textbox: Locator;
  say(text: string): Promise<void>;
  /** The row that holds a text. */
  row(text: string): Locator;
  /** What the room tells about the connection. */
  readonly room: Locator;
}

/** The built demo on a free port, and one browser context: the tabs share cookies and storage, as a person's tabs do. */
export interface Stage {
  readonly url: string;
  readonly context: BrowserContext;
  readonly seen: Record;
  open(name: string): Promise<Tab>;
  close(): Promise<void>;
}

export async function createStage(options: Parameters<Browser['newContext']>[0] = {}, launchOptions: LaunchOptions = {}): Promise<Stage> {
  const demo = await startDemo({ port: 0 });
  const browser = await launch(launchOptions);
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
  context.setDefaultTimeout(20_000);
  const seen = await record(context);
  const url = demo.url.replace(/\/$/, '');
  return {
    url,
    context,
    seen,
    async open(name) {
      const page = await context.newPage();
      await page.goto(`${url}/as/${name}/`);
      const tab = actions(page);
      await page.locator('ivs-chat-room:state(connected)').waitFor();
      return tab;
    },
    async close() {
      await browser.close();
      await demo.close();
      // SECURITY 2 and 3: the demo has a strict policy, and nothing that any of these tests does may break it.
      expect(seen.violations).to.deep.equal([]);
      expect(seen.uncaught).to.deep.equal([]);
    },
  };
}

function actions(page: Page): Tab {
  const textbox = page.locator('ivs-chat-input').getByRole('textbox');
  return {
    page,
    textbox,
    room: page.locator('ivs-chat-room'),
    async say(text) {
      await textbox.fill(text);
      await textbox.press('Enter');
    },
    row: (text) => page.locator('ivs-chat-messages [part~="message"]').filter({ hasText: text }),
  };
}

/** A moderator's press on a row's tool, and the confirmation that it asks for. */
export async function moderate(tab: Tab, text: string, tool: RegExp, reason?: string): Promise<void> {
  // The newest row always stands in the same place, and a pointer that has not moved chooses nothing.
  await tab.row(text).hover({ position: { x: 20 + text.length, y: 8 } });
  await tab.row(text).getByRole('button', { name: tool }).click();
  const dialog = tab.page.getByRole('dialog');
  if (reason !== undefined) await dialog.getByRole('textbox').fill(reason);
  // A fresh dialog takes no click at first, so that nobody is tricked into one.
  await tab.page.waitForFunction((opened) => performance.now() - opened > 300, await tab.page.evaluate(() => performance.now()));
  await dialog.getByRole('button', { name: tool }).click();
  await dialog.waitFor({ state: 'hidden' });
}
