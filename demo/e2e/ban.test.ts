import { expect } from 'chai';
import { createStage, moderate, type Stage } from './stage.js';

describe('a ban in the demo', () => {
  let stage: Stage;
  before(async () => void (stage = await createStage()));
  after(() => stage.close());

  it('keeps a removed viewer out, until the moderator lifts it', async () => {
    const viewer = await stage.open('ada');
    const moderator = await stage.open('moderator');
    const rejoin = () =>
      viewer.room.evaluate(async (room) => {
        const chat = room as unknown as { connect(): Promise<unknown> | void };
        try {
          await chat.connect();
        } catch {
          // What the page shows is what counts.
        }
      });

    await viewer.say('Buy my filters');
    await moderator.row('Buy my filters').waitFor();
    await moderator.page.getByRole('checkbox', { name: /Ban whom I remove/ }).check();
    await moderate(moderator, 'Buy my filters', /remove|disconnect/i, 'Spam');
    await viewer.page.getByText(/A moderator removed you from this chat/).first().waitFor();

    const refused = viewer.page.waitForResponse((response) => response.url().endsWith('/as/ada/token'));
    await rejoin();
    expect((await refused).status()).to.equal(403);
    await viewer.page.locator('ivs-chat-room:state(disconnected)').waitFor();

    await moderator.page.getByRole('button', { name: 'Unban Ada' }).click();
    await moderator.page.getByRole('button', { name: 'Unban Ada' }).waitFor({ state: 'detached' });
    await rejoin();
    await viewer.page.locator('ivs-chat-room:state(connected)').waitFor();
    await viewer.say('Sorry');
    await moderator.row('Sorry').waitFor();
  });

  it('leaves a moderator’s page as tall as a window of 1280 by 760', async () => {
    const { page } = await stage.open('moderator');
    await page.setViewportSize({ width: 1280, height: 760 });
    await page.getByRole('checkbox', { name: /Ban whom I remove/ }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).to.equal(760);
  });

  it('is offered to moderators alone', async () => {
    const viewer = await stage.open('ben');
    expect(await viewer.page.getByRole('checkbox', { name: /Ban whom I remove/ }).isVisible()).to.equal(false);
  });
});
