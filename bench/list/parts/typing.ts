import type { Browser } from 'puppeteer-core';
import type { ListName } from '../options.js';
import type { Site } from '../site.js';
import { Visit } from '../visit.js';

const framesPerSecond = 60;
const warmUpSeconds = 1;
const keyPauseMs = 150;
/** The page's own clock of keys: from the press to the paint that shows it. */
const watchKeys = `
  bench.keys = [];
  addEventListener('keydown', ({ timeStamp }) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => bench.keys.push(performance.now() - timeStamp);
    port2.postMessage(0);
  }), { capture: true });`;
const focusBox: Readonly<Record<string, string>> = {
  ours: `document.querySelector('ivs-chat-room').shadowRoot.querySelector('ivs-chat-input').focus()`,
  bound: `document.querySelector('#box').focus()`,
};
const boxText: Readonly<Record<string, string>> = {
  ours: `document.querySelector('ivs-chat-room').shadowRoot.querySelector('ivs-chat-input').value`,
  bound: `document.querySelector('#box').value`,
};

export interface TypingRun {
  readonly frames: number;
  /** ms from the press of a key to the paint of its letter. */
  readonly medianKey: number;
  readonly worstKey: number;
  /** Letters that were typed and are not in the box. */
  readonly lost: number;
  readonly pinned: number;
}

/** Types into the box while messages stream in. */
export async function typingOnce(browser: Browser, site: Site, list: ListName, rate: number, throttle: number, seconds: number): Promise<TypingRun> {
  return Visit.with(browser, site, list, { throttle }, async (visit) => {
    await visit.feed.stream(rate, warmUpSeconds);
    await visit.run(watchKeys);
    await visit.run(focusBox[list] ?? '');
    await visit.begin();
    const streaming = visit.feed.stream(rate, seconds);
    const typed = await typeUntil(visit, performance.now() + seconds * 1000 - keyPauseMs);
    await streaming;
    const report = await visit.report();
    const keys = (await visit.run<number[]>('bench.keys')).sort((a, b) => a - b);
    const text = await visit.run<string>(boxText[list] ?? '""');
    return {
      frames: Math.min(1, report.frames / (framesPerSecond * report.seconds)),
      medianKey: keys[keys.length >> 1] ?? Number.NaN,
      worstKey: keys.at(-1) ?? Number.NaN,
      lost: typed.length - text.length,
      pinned: report.pinned / Math.max(1, report.samples),
    };
  });
}

async function typeUntil(visit: Visit, end: number): Promise<string> {
  let typed = '';
  while (performance.now() < end) {
    const letter = 'abcdefghij'[typed.length % 10] ?? 'a';
    await visit.page.keyboard.press(letter as 'a');
    typed += letter;
    await new Promise((resolve) => setTimeout(resolve, keyPauseMs));
  }
  return typed;
}
