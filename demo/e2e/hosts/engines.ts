import puppeteer from 'puppeteer-core';
import { findFirefox, findWebKit } from '../../../scripts/engines.mjs';
import { browserArgs, ensureBrowser } from '../../../scripts/ensure-browser.mjs';
import { webkitLauncher } from '../../../scripts/webkit-launcher.mjs';

/** A browser that can open a page; the page tells the rest. */
export interface Engine {
  readonly name: string;
  open(url: string): Promise<void>;
  close(): Promise<void>;
}

/** The engines that `npm test` chose. */
export const engineNames = (process.env['IVS_ENGINES'] ?? 'chromium').split(',');

export async function startEngine(name: string): Promise<Engine> {
  if (name === 'webkit') return startWebKit();
  const executablePath = name === 'firefox' ? findFirefox() : (await ensureBrowser()).path;
  if (executablePath === undefined) throw new Error(`${name} is not installed`);
  const args = name === 'firefox' ? [] : browserArgs;
  const browser = await puppeteer.launch({ browser: name === 'firefox' ? 'firefox' : 'chrome', executablePath, args });
  return {
    name,
    async open(url) {
      const [last] = (await browser.pages()).slice(-1);
      // A tab of its own: the last page may have done anything to its document.
      const tab = await browser.newPage();
      await last?.close();
      await tab.goto(url, { waitUntil: 'domcontentloaded' });
    },
    close: () => browser.close(),
  };
}

async function startWebKit(): Promise<Engine> {
  const programs = findWebKit();
  if (programs === undefined) throw new Error('webkit is not installed');
  const launcher = webkitLauncher(programs);
  let visits = 0;
  return {
    name: 'webkit',
    open: async (url) => void (await launcher.startSession(String((visits += 1)), url)),
    close: async () => void (await launcher.stop?.()),
  };
}
