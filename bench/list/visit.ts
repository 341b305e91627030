import { setTimeout as sleep } from 'node:timers/promises';
import { launch, type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { browserArgs, ensureBrowser } from '../../scripts/ensure-browser.mjs';
import { Feed } from './feed.js';
import type { ListName } from './options.js';
import type { ProbeReport } from './pages/probe.js';
import type { Site } from './site.js';

const loadMs = 60_000;
const defaultLimitMs = 300_000;

export interface VisitOptions {
  /** How many times slower the page's processor is; default 1. */
  readonly throttle?: number;
  /** Holds back the images of emotes, ms. */
  readonly late?: number;
  /** Leaves the page before its list is on it. */
  readonly unopened?: boolean;
  /** A page that takes longer is given up, ms; default 5 minutes. */
  readonly limitMs?: number;
}

/** The page did not come to an end in time. */
export class GivenUpError extends Error {}

/** Time on the page's main thread, ms; heap, bytes; nodes of its documents. */
export interface PageMetrics {
  readonly cpuMs: number;
  readonly heap: number;
  readonly nodes: number;
}

export async function launchBrowser(): Promise<Browser> {
  const { path, headless } = await ensureBrowser();
  return launch({
    executablePath: path,
    headless,
    args: [...browserArgs, '--autoplay-policy=no-user-gesture-required', '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding'],
    defaultViewport: { width: 1060, height: 640 },
    // A list that hangs answers late.
    protocolTimeout: 180_000,
  });
}

/** A page with one list on it, a room of its own, and what is said there. */
export class Visit {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly feed: Feed;

  private constructor(page: Page, cdp: CDPSession, feed: Feed) {
    this.page = page;
    this.cdp = cdp;
    this.feed = feed;
  }

  /** Opens a list and hands it to `measure`; the page is closed in any case. @throws {GivenUpError} */
  static async with<Result>(browser: Browser, site: Site, list: ListName, options: VisitOptions, measure: (visit: Visit) => Promise<Result>): Promise<Result> {
    const context = await browser.createBrowserContext();
    try {
      const page = await context.newPage();
      const cdp = await page.createCDPSession();
      await cdp.send('Performance.enable');
      await cdp.send('Network.enable');
      await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
      await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true });
      const visit = new Visit(page, cdp, new Feed(site.sandbox));
      if (options.throttle) await page.emulateCPUThrottling(options.throttle);
      const url = site.pageUrl(list, { roomArn: visit.feed.roomArn, ...(options.late ? { late: options.late } : {}) });
      if (options.unopened) void page.goto(url, { timeout: loadMs }).catch(() => undefined);
      else {
        await page.goto(url, { timeout: loadMs });
        await visit.listening();
      }
      return await Promise.race([measure(visit), giveUp(options.limitMs ?? defaultLimitMs)]);
    } finally {
      await context.close().catch(() => undefined);
    }
  }

  /** Resolves once the list listens to its room. */
  async listening(): Promise<void> {
    const patience = performance.now() + loadMs;
    while (this.feed.listeners === 0) {
      if (performance.now() > patience) throw new Error(`${this.page.url()} does not connect`);
      await sleep(1);
    }
  }

  async begin(): Promise<void> {
    await this.run('bench.begin()');
  }

  async report(): Promise<ProbeReport> {
    return this.run<ProbeReport>('bench.report()');
  }

  /** Waits until a message is painted. @returns false when that takes longer than `ms` */
  async painted(number: number, ms: number): Promise<boolean> {
    return this.run<boolean>(`Promise.race([bench.whenPainted(${number}).then(() => true), new Promise((tell) => setTimeout(tell, ${ms}, false))])`);
  }

  async metrics(): Promise<PageMetrics> {
    const { metrics } = await this.cdp.send('Performance.getMetrics');
    const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return { cpuMs: value('ThreadTime') * 1000, heap: value('JSHeapUsedSize'), nodes: value('Nodes') };
  }

  /** The same, once everything that can be collected was. */
  async settledMetrics(): Promise<PageMetrics> {
    for (let i = 0; i < 3; i++) {
      await this.cdp.send('HeapProfiler.collectGarbage');
      await sleep(200);
    }
    return this.metrics();
  }

  /** Runs a script in the page. */
  async run<Result = void>(script: string): Promise<Result> {
    return (await this.page.evaluate(script)) as Result;
  }
}

async function giveUp(ms: number): Promise<never> {
  await sleep(ms, undefined, { ref: false });
  throw new GivenUpError(`It took longer than ${ms / 1000} s.`);
}
