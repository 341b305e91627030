import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { launch, record } from './browser.js';
import { createStrictSite } from './strict-site.js';

const hostile = `<img src=x onerror="window.trapped = true"><script>window.trapped = true</script>`;

const page = (script: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Strict</title><link rel="stylesheet" href="page.css">${script}</head>
<body><ivs-chat-room token-endpoint="/chat/token"></ivs-chat-room></body></html>`;

const files = {
  'page.css': 'ivs-chat-room { height: 400px; }',
  'index.html': page('<script type="module" src="ivs-chat.js"></script>'),
  'classic.html': page('<script src="ivs-chat.iife.js" defer></script>'),
  'twice.html': page('<script type="module" src="ivs-chat.js"></script><script src="ivs-chat.iife.js" defer></script>'),
};

describe('a page with a strict policy', () => {
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  for (const name of ['index.html', 'classic.html']) {
    it(`SECURITY 2 and 3: ${name} chats under a strict content security policy and trusted types`, async () => {
      const site = await createStrictSite('lit-html', files);
      const context = await browser.newContext();
      try {
        const seen = await record(context);
        const tab = await context.newPage();
        await tab.goto(site.url + name);
        await tab.getByRole('textbox').fill(hostile);
        await tab.getByRole('textbox').press('Enter');
        const row = tab.locator('ivs-chat-messages').getByText(hostile);
        await row.waitFor();
        await tab.getByRole('textbox').fill('https://example.com/ and javascript:alert(1)');
        await tab.getByRole('textbox').press('Enter');
        await tab.getByText('javascript:alert(1)').waitFor();
        expect(await tab.evaluate(() => 'trapped' in window)).to.equal(false);
        // Styled at all: a policy that blocked the styles would leave the list unscrollable.
        expect(await tab.locator('ivs-chat-room').evaluate((room) => getComputedStyle(room).display)).to.not.equal('inline');
        expect(seen.violations).to.deep.equal([]);
        expect(seen.errors).to.deep.equal([]);
      } finally {
        await context.close();
        await site.close();
      }
    });
  }

  it("SECURITY 3: two copies on a page live side by side where the policy says 'allow-duplicates'", async () => {
    const site = await createStrictSite("lit-html 'allow-duplicates'", files);
    const context = await browser.newContext();
    try {
      const seen = await record(context);
      const tab = await context.newPage();
      await tab.goto(`${site.url}twice.html`);
      await tab.getByRole('textbox').fill('Hello');
      await tab.getByRole('textbox').press('Enter');
      await tab.locator('ivs-chat-messages').getByText('Hello', { exact: true }).waitFor();
      expect(seen.violations).to.deep.equal([]);
      expect(seen.errors).to.deep.equal([]);
      expect(seen.console.filter((line) => /already defined/.test(line))).to.have.length(1);
    } finally {
      await context.close();
      await site.close();
    }
  });

  it("SECURITY 3: the client alone works where no trusted type exists at all ('none')", async () => {
    const client = await bundleClient();
    const script = `import { ChatRoom, SendMessageRequest } from './client.js';
      const answer = await (await fetch('/chat/token', { method: 'POST' })).json();
      const room = new ChatRoom({ regionOrUrl: answer.socketUrl, tokenProvider: async () => ({ token: answer.token }) });
      room.addListener('connect', () => room.sendMessage(new SendMessageRequest('Hello')).then((m) => { document.title = 'got ' + m.content; }));
      room.connect();`;
    const html = '<!doctype html><title>waiting</title><script type="module" src="use.js"></script>';
    const site = await createStrictSite("'none'", { 'client.js': client, 'use.js': script, 'index.html': html });
    const context = await browser.newContext();
    try {
      const seen = await record(context);
      const tab = await context.newPage();
      await tab.goto(site.url);
      await tab.waitForFunction(() => document.title === 'got Hello');
      expect(seen.violations).to.deep.equal([]);
      expect(seen.errors).to.deep.equal([]);
    } finally {
      await context.close();
      await site.close();
    }
  });
});

/** The client as a page owner's bundler would ship it. */
async function bundleClient(): Promise<string> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    root,
    build: { write: false, lib: { entry: `${root}dist/client/index.js`, formats: ['es'], fileName: 'client' } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !('output' in result)) throw new Error('the bundle has no output');
  return result.output[0].code;
}
