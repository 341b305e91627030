import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { CDPSession, Page } from 'playwright-core';
import { createStage, type Stage } from './stage.js';

/** The list, as a script on the page sees it. */
const inList = `
  const list = document.querySelector('ivs-chat-messages');
  const viewport = list.shadowRoot.querySelector('[part~=viewport]');
  const rows = [...viewport.querySelectorAll('[part~=message]')];
  const edge = viewport.getBoundingClientRect();`;

/** A value from the page. */
const look = <Value>(page: Page, code: string): Promise<Value> => page.evaluate<Value>(`(() => { ${inList} return ${code}; })()`);
/** Asked from here: the page's own policy refuses scripts that wait for a text of code. */
async function untilTrue(page: Page, code: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await look<boolean>(page, code))) {
    if (performance.now() > deadline) throw new Error(`waited in vain: ${code}`);
    await sleep(50);
  }
}

describe('somebody who begins to read while a hundred messages a second come', () => {
  let stage: Stage;
  let page: Page;
  let cdp: CDPSession;

  before(async () => {
    // Scrollbars are hidden from automation otherwise.
    stage = await createStage({ hasTouch: true }, { ignoreDefaultArgs: ['--hide-scrollbars'] });
    ({ page } = await stage.open('ada'));
    cdp = await stage.context.newCDPSession(page);
    await page.locator('#rate').selectOption('100');
    await untilTrue(page, 'rows.length >= 150');
  });
  after(() => stage.close());

  /** The middle of the list, and the middle of its scrollbar's thumb at the end. */
  const places = () =>
    look<{ x: number; y: number; thumbX: number; thumbY: number; barWidth: number }>(
      page,
      `({
        x: edge.left + 120, y: edge.top + edge.height / 2, barWidth: viewport.offsetWidth - viewport.clientWidth,
        thumbX: edge.right - (viewport.offsetWidth - viewport.clientWidth) / 2,
        thumbY: edge.bottom - Math.max(9, edge.height * viewport.clientHeight / viewport.scrollHeight / 2),
      })`,
    );

  const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      'with the wheel',
      async () => {
        const { x, y } = await places();
        await page.mouse.move(x, y);
        await page.mouse.wheel(0, -400);
      },
    ],
    [
      'with a finger',
      async () => {
        const { x, y } = await places();
        const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
        await touch('touchStart', { x, y });
        for (let moved = 10; moved <= 200; moved += 10) await touch('touchMove', { x, y: y + moved });
        await touch('touchEnd');
      },
    ],
    [
      'with Page Up',
      async () => {
        await page.locator('ivs-chat-messages').locator('[part~=viewport]').focus();
        await page.keyboard.press('PageUp');
      },
    ],
    [
      'with the scrollbar',
      async () => {
        const { thumbX, thumbY, barWidth } = await places();
        expect(barWidth).to.be.greaterThan(4);
        await page.mouse.move(thumbX, thumbY);
        await page.mouse.down();
        await page.mouse.move(thumbX, thumbY - 60, { steps: 6 });
        await page.mouse.up();
      },
    ],
  ];

  for (const [way, begin] of ways) {
    it(`${way} stays at the pixel, and follows again after the button`, async () => {
      await untilTrue(page, "list.matches(':state(at-latest):not(:state(paused))')");
      await begin();
      await untilTrue(page, "list.matches(':state(paused)') && list.shadowRoot.querySelector('[part~=jump-button]') !== null");
      await page.evaluate(`(() => { ${inList}
        globalThis.read = rows.find((row) => row.getBoundingClientRect().top >= edge.top);
        globalThis.moved = 0;
        const top = () => Math.round(read.getBoundingClientRect().top * devicePixelRatio);
        // A wheel and a finger may still move it for a moment.
        const seen = { top: top(), still: 0 };
        globalThis.isStill = () => seen.still > 20;
        const onFrame = () => {
          const now = top();
          if (isStill()) moved = Math.max(moved, Math.abs(now - seen.top));
          else seen.still = now === seen.top ? seen.still + 1 : 0;
          if (!isStill()) seen.top = now;
          if (globalThis.read.isConnected) requestAnimationFrame(onFrame);
        };
        requestAnimationFrame(onFrame);
      })()`);
      await untilTrue(page, 'isStill()');
      const count = "Number(list.shadowRoot.querySelector('[part~=jump-button]').textContent.replace(/\\D/g, ''))";
      const before = await look<number>(page, count);
      await untilTrue(page, `${count} > ${before + 150}`);
      expect(await look<[number, boolean]>(page, "[moved, read.isConnected && list.matches(':state(paused)')]")).to.deep.equal([0, true]);
      await page.locator('ivs-chat-messages').getByRole('button', { name: /new messages/ }).click();
      await untilTrue(page, 'rows.length <= 200 && viewport.scrollHeight - viewport.clientHeight - viewport.scrollTop <= 1');
    });
  }
});
