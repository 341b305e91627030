import { expect } from 'chai';
import { createStage, moderate, type Stage, type Tab } from './stage.js';

describe('three tabs of one browser', () => {
  let stage: Stage;
  let viewer: Tab;
  let other: Tab;
  let moderator: Tab;

  before(async () => {
    stage = await createStage();
    viewer = await stage.open('ada');
    other = await stage.open('ben');
    moderator = await stage.open('moderator');
  });
  after(() => stage.close());

  it('show everybody what a viewer writes, under the name of that viewer', async () => {
    await viewer.say('Hello from the front row');
    for (const tab of [viewer, other, moderator]) await tab.row('Hello from the front row').waitFor();
    const author = await other.row('Hello from the front row').locator('[part~="author"]').textContent();
    expect(author?.trim().toLowerCase()).to.include('ada');
    expect(await viewer.textbox.inputValue()).to.equal('');
  });

  it('are different people: each knows its own messages only', async () => {
    await other.say('And from the balcony');
    await viewer.row('And from the balcony').waitFor();
    await other.page.locator('[part~="message-own"]').filter({ hasText: 'And from the balcony' }).waitFor();
    expect(await viewer.page.locator('[part~="message-own"]').filter({ hasText: 'And from the balcony' }).count()).to.equal(0);
    expect(await other.page.locator('[part~="message-own"]').filter({ hasText: 'Hello from the front row' }).count()).to.equal(0);
  });

  it('offer the tools of moderation to the moderator alone', async () => {
    await viewer.row('And from the balcony').hover();
    await moderator.row('And from the balcony').hover();
    await moderator.row('And from the balcony').getByRole('button', { name: /delete/i }).waitFor();
    expect(await viewer.row('And from the balcony').getByRole('button', { name: /delete|remove/i }).count()).to.equal(0);
  });

  it('let a moderator delete a message: a line stays in its place, and the text is gone everywhere', async () => {
    await viewer.say('Something rude');
    await moderate(moderator, 'Something rude', /delete/i, 'Rude');
    for (const tab of [viewer, other, moderator]) {
      await tab.page.locator('[part~="tombstone"]').first().waitFor();
      await tab.row('Something rude').waitFor({ state: 'detached' });
    }
  });

  it('let a moderator remove a viewer, who is told so and does not come back by itself', async () => {
    await other.say('I will be removed');
    await moderate(moderator, 'I will be removed', /remove|disconnect/i, 'Spam');
    await other.page.getByText(/A moderator removed you from this chat/).first().waitFor();
    await other.page.locator('ivs-chat-room:state(disconnected)').waitFor();
    await viewer.say('Who is left?');
    await moderator.row('Who is left?').waitFor();
    expect(await other.row('Who is left?').count()).to.equal(0);
  });

  it('SECURITY 21: refuse a viewer who deletes through the API, and the message stays', async () => {
    await moderator.say('This one stays');
    await viewer.row('This one stays').waitFor();
    const outcome = await viewer.room.evaluate(async (room) => {
      const chat = room as unknown as {
        messages: readonly { id: string; content: string }[];
        deleteMessage(id: string): Promise<unknown>;
        disconnectUser(id: string): Promise<unknown>;
      };
      const id = chat.messages.find(({ content }) => content === 'This one stays')?.id ?? '';
      const errorCode = (error: unknown): unknown => (error as { errorCode?: unknown }).errorCode;
      return {
        deletion: await chat.deleteMessage(id).then(() => 'done', errorCode),
        removal: await chat.disconnectUser('moderator').then(() => 'done', errorCode),
      };
    });
    expect(outcome).to.deep.equal({ deletion: 403, removal: 403 });
    for (const tab of [viewer, moderator]) expect(await tab.row('This one stays').count()).to.equal(1);
  });

  it('SECURITY 22: change nothing when any page posts messages at them', async () => {
    const before = await viewer.page.locator('ivs-chat-messages').evaluate((list) => list.shadowRoot?.textContent);
    const heard = await viewer.page.evaluate(async () => {
      const frame = { Type: 'MESSAGE', Id: 'AAAAAAAAAAAA', RequestId: '', Content: 'Forged', Attributes: {}, SendTime: new Date().toISOString(), Sender: { UserId: 'x', Attributes: {} } };
      const gone = { Type: 'EVENT', Id: 'AAAAAAAAAAAB', RequestId: '', EventName: 'aws:DISCONNECT_USER', Attributes: { UserId: 'ada' }, SendTime: new Date().toISOString() };
      const types = ['ivs-chat-message', 'message', 'connect', 'disconnect', 'context-request', 'ivs-chat-send', '__proto__'];
      const shapes: unknown[] = [null, 0, '', [], {}, frame, JSON.stringify(frame), gone, JSON.stringify(gone)];
      for (const type of types) shapes.push({ type }, { type, detail: { message: frame } }, { action: type, content: 'Forged' }, type);
      const events: string[] = [];
      const room = document.querySelector('ivs-chat-room') as HTMLElement;
      for (const name of ['connecting', 'connect', 'disconnect', 'message', 'moderation', 'event', 'before-send', 'send', 'error']) {
        room.addEventListener(`ivs-chat-${name}`, () => events.push(name));
      }
      let posted = 0;
      const done = new Promise<void>((resolve) => window.addEventListener('message', () => ++posted === shapes.length && resolve()));
      for (const shape of shapes) window.postMessage(shape, '*');
      await done;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return { events, polluted: 'polluted' in {} };
    });
    expect(heard).to.deep.equal({ events: [], polluted: false });
    expect(await viewer.page.locator('ivs-chat-messages').evaluate((list) => list.shadowRoot?.textContent)).to.equal(before);
  });

  it('show how fast simulated viewers talk, also when another tab chose it', async () => {
    await Promise.all([viewer.page.waitForResponse(/simulate$/), viewer.page.getByLabel('Viewers').selectOption('a few a minute')]);
    await moderator.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await moderator.page.waitForFunction(() => document.querySelector<HTMLSelectElement>('#rate')?.value === '0.1');
  });
});
