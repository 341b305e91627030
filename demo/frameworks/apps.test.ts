import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import type { IvsChatInput, IvsChatMessages, IvsChatRoom } from '../../src/index.js';
import { launch } from '../e2e/browser.js';
import { openAppPage, type AppPage } from './app-page.js';
import { serveApp } from './app-site.mjs';

interface App {
  readonly folder: string;
  readonly name: string;
  /** Where it was built. */
  readonly dist?: string;
  /** How often the framework runs the effects of a component that comes. */
  readonly mounts?: number;
  /** What the console may say. */
  readonly notes?: RegExp;
}

/** The same application in four frameworks; each is used here as a person would use it. */
const apps: readonly App[] = [
  { folder: 'vue', name: 'Vue' },
  { folder: 'react', name: 'React' },
  // Only a build for development has a strict mode; it takes Lit's build for development too, which has notes for authors of elements.
  { folder: 'react', name: 'React StrictMode', dist: 'dist/dev', mounts: 2, notes: /lit\.dev\/msg\/(dev-mode|change-in-update) / },
  { folder: 'svelte', name: 'Svelte' },
  { folder: 'angular', name: 'Angular' },
];

const chosen = process.env['IVS_FRAMEWORKS']?.split(',');

for (const { folder, name, dist = 'dist', mounts = 1, notes } of apps.filter(({ folder }) => chosen?.includes(folder) ?? true)) {
  describe(`the elements in ${name}`, () => {
    /** What the application puts behind each message. */
    const signature = `(by ${name.split(' ', 1)[0]})`;
    let browser: Browser;
    let site: Awaited<ReturnType<typeof serveApp>>;
    let page: Page;
    let complaints: AppPage['complaints'];
    const one = (id: string): Locator => page.locator(`#${id}`);
    const press = (id: string): Promise<void> => one(id).click();
    const textbox = (id: string): Locator => one(id).getByRole('textbox');
    const row = (list: string, text: string): Locator => one(list).locator('[part~="content"]').getByText(text, { exact: true });
    const room = <Value>(read: (room: IvsChatRoom) => Value): Promise<Value> => one('main').evaluate(read as never);
    const eventually = (id: string, text: string): Promise<void> => one(id).getByText(text, { exact: true }).waitFor();
    const connected = (count: number) =>
      page.waitForFunction((expected) => {
        const rooms = [...document.querySelectorAll<HTMLElement>('ivs-chat-room')] as IvsChatRoom[];
        return rooms.length === expected && rooms.every(({ state }) => state === 'connected');
      }, count);
    async function say(text: string): Promise<void> {
      await textbox('main').fill(text);
      await textbox('main').press('Enter');
    }

    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());
    beforeEach(async () => {
      site = await serveApp(fileURLToPath(new URL(`${folder}/${dist}`, import.meta.url)));
      ({ page, complaints } = await openAppPage(browser));
      await page.addInitScript(() => {
        Object.assign(globalThis, { connects: 0 });
        addEventListener('ivs-chat-connect', () => Object.assign(globalThis, { connects: (globalThis as unknown as { connects: number }).connects + 1 }));
      });
      await page.goto(site.url);
      await connected(3);
    });
    afterEach(async () => {
      await page.close();
      await site.close();
      expect(complaints.filter((text) => notes?.test(text) !== true)).to.deep.equal([]);
    });

    it('asks for one token a room and connects once, however often the framework tries out its effects', async () => {
      await eventually('sends', `0 sent, ${mounts} mounted`);
      await say('Hello');
      await row('main', `Hello ${signature}`).waitFor();
      const connects = await page.evaluate(() => (globalThis as unknown as { connects: number }).connects);
      expect([site.tokens(), connects]).to.deep.equal([3, 3]);
    });

    it('hears once what it listens to by hand, however often the framework tries out its effects', async () => {
      await textbox('alone').fill('To nobody');
      await textbox('alone').press('Enter');
      await eventually('sends', `1 sent, ${mounts} mounted`);
    });

    it('sets attributes, and properties that are text, numbers, switches and objects, also under names of several words', async () => {
      const values = await room((element) => ({
        endpoint: element.getAttribute('token-endpoint'),
        label: element.label,
        maxMessages: element.maxMessages,
        readOnly: element.readOnly,
        placeholder: element.strings.messagePlaceholder,
        emote: element.emotes['wave'],
        tokenParams: element.tokenParams,
      }));
      const tokenParams = { show: 'synth' };
      expect(values).to.deep.equal({ endpoint: '/token', label: 'Lounge', maxMessages: 3, readOnly: false, placeholder: 'Say it', emote: { url: '/wave.svg' }, tokenParams });
      expect(site.asked()).to.include(JSON.stringify(tokenParams));
      expect(await textbox('main').getAttribute('placeholder')).to.equal('Say it');
      expect(await one('alone').evaluate((input) => (input as IvsChatInput).maxRows)).to.equal(2);
    });

    it('sets functions as properties', async () => {
      const kinds = await page.locator('#rooms ivs-chat-room').evaluateAll((rooms) => rooms.map((element) => typeof (element as IvsChatRoom).tokenProvider));
      expect(kinds).to.deep.equal(['function', 'function']);
    });

    it('sets lists as properties, and sets them again', async () => {
      await row('shown', 'One').waitFor();
      await press('add');
      await row('shown', 'Two').waitFor();
      expect(await one('shown').evaluate((list) => (list as IvsChatMessages).messages?.length)).to.equal(2);
    });

    it('follows values that change', async () => {
      await press('rename');
      await one('main').getByRole('region', { name: 'Cellar' }).or(one('main').getByText('Cellar')).first().waitFor({ state: 'attached' });
      expect(await room(({ label }) => label)).to.equal('Cellar');
      const locked = one('alone').locator('textarea[readonly]');
      const free = one('alone').locator('textarea:not([readonly])');
      await free.waitFor();
      await press('lock');
      await textbox('main').waitFor({ state: 'hidden' });
      await locked.waitFor();
      await press('lock');
      await textbox('main').waitFor();
      await free.waitFor();
      expect(await room(({ state, client }) => [state, client?.stats.connects])).to.deep.equal(['connected', 1]);
    });

    it('hears events whose names have dashes', async () => {
      await one('who').getByText(/^visitor-\d$/).waitFor();
      await say('Hello');
      await eventually('headline', '1 heard');
    });

    it('hears events of any spelling, from children of its own', async () => {
      const names = ['lowercaseevent', 'kebab-event', 'camelEvent', 'CAPSevent', 'PascalEvent'];
      await one('headline').evaluate((child, types) => types.forEach((type) => child.dispatchEvent(new CustomEvent(type, { bubbles: true }))), names);
      await eventually('odd', names.join());
    });

    it('opens its own way what a link in a message names', async () => {
      await say('https://example.com/');
      await one('main').getByRole('link', { name: 'https://example.com/' }).click();
      await eventually('link', 'https://example.com/');
      expect(page.context().pages()).to.have.length(1);
    });

    it('may change a message before it is sent, or stop it', async () => {
      await say('cancel me');
      expect(await textbox('main').inputValue()).to.equal('cancel me');
      await say('Hello');
      await row('main', `Hello ${signature}`).waitFor();
      expect(await one('main').getByText('cancel me').count()).to.equal(0);
    });

    it('puts its own children in slots, and keeps them up to date', async () => {
      expect(await one('headline').evaluate((child) => child.assignedSlot?.name)).to.equal('header');
      await say('One');
      await eventually('headline', '1 heard');
      await say('Two');
      await eventually('headline', '2 heard');
      expect(await one('headline').isVisible()).to.equal(true);
    });

    it("takes the page's own list in place of the room's, and back, with the conversation", async () => {
      await say('Hello');
      await row('main', `Hello ${signature}`).waitFor();
      const lists = () => room((element) => (element.shadowRoot?.querySelectorAll('ivs-chat-messages').length ?? 0));
      expect(await lists()).to.equal(1);
      await press('own-list');
      await row('own', `Hello ${signature}`).waitFor();
      const read = (list: Element) => (({ avatars, deleted, noTimestamps }) => ({ avatars, deleted, noTimestamps }))(list as IvsChatMessages);
      expect(await one('own').evaluate(read)).to.deep.equal({ avatars: true, deleted: 'hide', noTimestamps: true });
      expect(await lists()).to.equal(0);
      await press('own-list');
      await row('main', `Hello ${signature}`).waitFor();
      expect(await lists()).to.equal(1);
    });

    it("takes the page's own input in place of the room's, with what was begun there, and back", async () => {
      const inputs = (count: number) =>
        page.waitForFunction((expected) => document.getElementById('main')?.shadowRoot?.querySelectorAll('ivs-chat-input').length === expected, count);
      await inputs(1);
      await textbox('main').fill('Begun');
      await press('own-input');
      await inputs(0);
      expect(await textbox('own-box').getAttribute('placeholder')).to.equal('Your turn');
      expect(await textbox('own-box').inputValue()).to.equal('Begun');
      await textbox('own-box').press('Enter');
      await row('main', `Begun ${signature}`).waitFor();
      await press('own-input');
      await inputs(1);
      await say('Back');
      await row('main', `Back ${signature}`).waitFor();
    });

    it('leaves when it is taken out, and joins when it is put in again', async () => {
      const old = await one('main').elementHandle();
      await press('toggle');
      await connected(2);
      await page.waitForFunction((element) => (element as IvsChatRoom).state === 'disconnected', old);
      await press('toggle');
      await connected(3);
      await say('Back');
      await row('main', `Back ${signature}`).waitFor();
      expect(site.tokens()).to.equal(4);
    });

    it('keeps the rooms of a list connected while others come, go and change places', async () => {
      // Frameworks write to the page in their own time.
      const labelled = (...wanted: string[]) =>
        page.waitForFunction((labels) => {
          const rooms = document.querySelectorAll<IvsChatRoom>('#rooms ivs-chat-room');
          return [...rooms].map((room) => room.label).join() === labels;
        }, wanted.join());
      await press('add-room');
      await connected(4);
      await press('turn');
      await labelled('green', 'blue', 'red');
      await press('drop-room');
      await connected(3);
      await labelled('blue', 'red');
      const connects = await page.locator('#rooms ivs-chat-room').evaluateAll((rooms) => rooms.map((element) => (element as IvsChatRoom).client?.stats.connects));
      expect([connects, site.tokens()]).to.deep.equal([[1, 1], 4]);
    });

    it('uses the input alone: text in, event out', async () => {
      await textbox('alone').fill('To nobody');
      await textbox('alone').press('Enter');
      await eventually('sent', 'To nobody');
      expect(await textbox('alone').inputValue()).to.equal('');
    });
  });
}
