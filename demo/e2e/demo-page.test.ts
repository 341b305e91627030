import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { everythingReadable } from './browser.js';
import { createStage, type Stage, type Tab } from './stage.js';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('the demo', () => {
  let stage: Stage;
  let viewer: Tab;

  beforeEach(async () => {
    stage = await createStage();
    viewer = await stage.open('ada');
  });
  afterEach(() => stage.close());

  it('comes back by itself after the connection is cut, says so meanwhile, and keeps the conversation', async () => {
    await viewer.say('Before the cut');
    await viewer.row('Before the cut').waitFor();
    const banner = viewer.page.getByText('The connection was lost. Reconnecting…').first();
    await Promise.all([banner.waitFor(), viewer.page.getByRole('button', { name: /cut/i }).click()]);
    await viewer.page.locator('ivs-chat-room:state(connected)').waitFor();
    await banner.waitFor({ state: 'hidden' });
    await viewer.say('After the cut');
    await viewer.row('After the cut').waitFor();
    expect(await viewer.row('Before the cut').count()).to.equal(1);
  });

  it('comes back after its session has ended, and the conversation goes on', async () => {
    await viewer.say('In the first session');
    await viewer.row('In the first session').waitFor();
    await viewer.page.getByRole('button', { name: /end.*session/i }).click();
    await expectTokenRequests(stage, 2);
    await viewer.page.locator('ivs-chat-room:state(connected)').waitFor();
    await viewer.say('In the second session');
    await viewer.row('In the second session').waitFor();
    expect(await viewer.row('In the first session').count()).to.equal(1);
  });

  it('holds a hundred messages a second of simulated viewers', async () => {
    await viewer.page.getByLabel(/viewers|rate|messages/i).first().waitFor();
    await setRate(viewer.page, 100);
    await viewer.page.waitForFunction(() => {
      const room = document.querySelector('ivs-chat-room') as unknown as { messages: readonly unknown[] };
      return room.messages.length >= 300;
    });
    const drawn = await viewer.page.locator('ivs-chat-messages [part~="message"]').count();
    expect(drawn).to.be.greaterThan(50).and.at.most(200);
    await setRate(viewer.page, 0);
    await viewer.say('Still here');
    await viewer.row('Still here').waitFor();
  });

  it('draws its emotes, the quote of an answer, and the rows in the way that is chosen', async () => {
    const { page } = viewer;
    await viewer.say('Is that :wave: from the filter?');
    const row = viewer.row('from the filter');
    await row.getByRole('img', { name: 'a sine wave' }).waitFor();
    await page.evaluate(`(async () => {
      const room = document.querySelector('ivs-chat-room');
      await room.sendMessage('It is', { replyTo: room.messages.at(-1).id });
    })()`);
    await viewer.row('It is').getByRole('button', { name: /^In reply to Ada: Is that/ }).waitFor({ state: 'attached' });
    const rows = page.locator('#rows');
    await rows.selectOption('questions');
    await page.locator('ivs-chat-messages [part~="question"]').filter({ hasText: 'from the filter' }).waitFor();
    await rows.selectOption('bubbles');
    await page.locator('ivs-chat-messages [part="bubble"]').filter({ hasText: 'It is' }).waitFor();
    await rows.selectOption('plain');
    await viewer.row('It is').getByRole('button', { name: /^In reply to Ada/ }).waitFor({ state: 'attached' });
    expect(await page.locator('ivs-chat-messages [part="bubble"]').count()).to.equal(0);
  });

  it('draws its own badges, and the pictures of authors while that is chosen', async () => {
    const { page } = viewer;
    const list = page.locator('ivs-chat-messages');
    await setRate(page, 100);
    for (const name of ['Here since the first stream', 'Built one too']) await list.getByRole('img', { name }).first().waitFor();
    const avatars = page.getByRole('checkbox', { name: 'Avatars' });
    const pictures = list.locator('img[part~="avatar"]');
    expect(await list.locator('[part~="avatar"]').count()).to.equal(0);
    await avatars.check();
    await pictures.first().waitFor();
    await setRate(page, 0);
    const isDrawn = (image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0);
    expect(await pictures.last().evaluate(isDrawn)).to.equal(true);
    await avatars.uncheck();
    await list.locator('[part~="avatar"]').first().waitFor({ state: 'detached' });
  });

  it('follows the chosen theme with the whole page, whatever the system prefers', async () => {
    const { page } = viewer;
    const grounds = () =>
      page.evaluate<string[]>(`[document.documentElement, document.querySelector('ivs-chat-room').shadowRoot.querySelector('[part~=base]')]
        .map((element) => getComputedStyle(element).backgroundColor)`);
    const choose = async (name: string) => {
      await page.getByRole('radio', { name }).check({ force: true });
      return grounds();
    };
    const bySystem: string[][][] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const themes = { light: await choose('Light'), dark: await choose('Dark') };
      expect(await choose('Auto')).to.deep.equal(themes[colorScheme]);
      bySystem.push([themes.light, themes.dark]);
    }
    const [[light = [], dark = []] = [], underDark] = bySystem;
    for (const [i, ground] of light.entries()) expect(ground).to.not.equal(dark[i]);
    expect(underDark).to.deep.equal([light, dark]);
  });

  it('opens another viewer and a moderator in tabs of their own, from the page itself', async () => {
    const guest = await stage.context.newPage();
    await guest.goto(`${stage.url}/`);
    for (const [link, name] of [
      ['Open another viewer', 'ada'],
      ['Open a moderator', 'moderator'],
    ] as const) {
      const [tab] = await Promise.all([stage.context.waitForEvent('page'), guest.getByRole('link', { name: link }).click()]);
      await tab.locator('ivs-chat-room:state(connected)').waitFor();
      expect(new URL(tab.url()).pathname).to.equal(`/as/${name}/`);
      await tab.close();
    }
  });

  it('shows everybody an application event', async () => {
    const other = await stage.open('ben');
    await viewer.page.getByRole('button', { name: /poll/i }).click();
    for (const { page } of [viewer, other]) await page.locator('#log').getByText(/poll/i).first().waitFor();
  });

  it('says when its server does not answer, until it does', async () => {
    const trouble = viewer.page.getByText('Is it still running?');
    await viewer.page.route('**/demo/*', (route) => route.abort());
    await viewer.page.getByRole('button', { name: /poll/i }).click();
    await trouble.waitFor();
    await viewer.page.unroute('**/demo/*');
    // As after a restart of the server: the page sees no more than that its room is there again.
    await viewer.room.evaluate((room) => room.dispatchEvent(new CustomEvent('ivs-chat-connect', { detail: { resumed: true } })));
    await trouble.waitFor({ state: 'detached' });
  });

  it('shows all its controls and the whole log in a window of 1200 by 800', async () => {
    await viewer.page.setViewportSize({ width: 1200, height: 800 });
    expect(await viewer.page.evaluate(() => document.documentElement.scrollHeight)).to.equal(800);
  });

  it('has a page with nothing but the embed, which works', async () => {
    const page = await stage.context.newPage();
    await page.goto(`${stage.url}/embed.html`);
    await page.getByRole('textbox').fill('From the embed');
    await page.getByRole('textbox').press('Enter');
    await page.locator('ivs-chat-messages').getByText('From the embed').waitFor();
    await viewer.row('From the embed').waitFor();
  });

  it('SECURITY 2: speaks to no other host, breaks no rule of its own policy and puts no error in the console', async () => {
    await viewer.say('Hello');
    await viewer.row('Hello').waitFor();
    const embed = await stage.context.newPage();
    await embed.goto(`${stage.url}/embed.html`);
    await embed.locator('ivs-chat-room:state(connected)').waitFor();
    const hosts = new Set(stage.seen.requests.filter((url) => !/^(data|blob):/.test(url)).map((url) => new URL(url).host));
    expect([...hosts]).to.deep.equal([new URL(stage.url).host]);
    expect(stage.seen.requests.some((url) => url.startsWith('ws'))).to.equal(true);
    expect(stage.seen.violations).to.deep.equal([]);
    expect(stage.seen.errors).to.deep.equal([]);
  });

  it('SECURITY 12, 13 and 24: leaves the token nowhere, message texts out of the console, and nothing in storage', async () => {
    await viewer.say('A private remark');
    await viewer.row('A private remark').waitFor();
    await viewer.page.getByRole('button', { name: /cut/i }).click();
    await expectTokenRequests(stage, 2);
    await viewer.page.locator('ivs-chat-room:state(connected)').waitFor();
    const readable = await viewer.page.evaluate(everythingReadable);
    const text = [readable, ...stage.seen.console, ...stage.seen.requests].join('\n');
    expect(readable).to.include('A private remark');
    expect(stage.seen.tokens).to.not.be.empty;
    for (const token of stage.seen.tokens) expect(text.includes(token), 'a token was found').to.equal(false);
    expect(stage.seen.console.filter((line) => line.includes('A private remark'))).to.deep.equal([]);
    const stored = await viewer.page.evaluate(() => [localStorage.length, sessionStorage.length]);
    expect(stored).to.deep.equal([0, 0]);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has nothing that axe objects to, ${colorScheme}`, async () => {
      await viewer.page.emulateMedia({ colorScheme });
      await viewer.say('Hello');
      await viewer.row('Hello').waitFor();
      const moderator = await stage.open('moderator');
      await moderator.page.emulateMedia({ colorScheme });
      for (const { page } of [viewer, moderator]) expect(await objections(page)).to.deep.equal([]);
    });
  }

  it('puts the chat under the picture on a phone, both without scrolling sideways', async () => {
    await viewer.page.setViewportSize({ width: 390, height: 844 });
    const box = await viewer.room.boundingBox();
    expect(box?.y).to.be.greaterThan(100);
    expect(box?.width).to.be.at.most(390);
    expect(await viewer.page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(390);
  });
});

/** Waits until a token was asked for so many times. */
async function expectTokenRequests(stage: Stage, count: number): Promise<void> {
  const asked = (): number => stage.seen.requests.filter((url) => url.endsWith('/token')).length;
  for (const until = Date.now() + 20_000; asked() < count; ) {
    expect(Date.now(), `a token was asked for ${asked()} times`).to.be.lessThan(until);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function setRate(page: Page, perSecond: number): Promise<void> {
  await page.getByLabel(/viewers/i).first().selectOption(String(perSecond));
}

async function objections(page: Page): Promise<string[]> {
  // Injected past the page's own policy, which rightly refuses foreign scripts.
  const source = await import('node:fs/promises').then(({ readFile }) => readFile(axe, 'utf8'));
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary}`));
  });
}
