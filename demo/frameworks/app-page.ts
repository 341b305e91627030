import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { loaderHelper } from '../e2e/browser.js';

export interface AppPage {
  readonly page: Page;
  /** What the console said in warning, and what was thrown and not caught. */
  readonly complaints: readonly string[];
}

/** An empty page in a context of its own, which goes with the page. */
export async function openAppPage(browser: Browser, options: BrowserContextOptions = {}): Promise<AppPage> {
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  page.setDefaultTimeout(15_000);
  page.on('console', (message) => void (/warning|error/.test(message.type()) && complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(String(error)));
  await page.addInitScript(loaderHelper);
  return { page, complaints };
}
