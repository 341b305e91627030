import { expect } from 'chai';
import { createStage, type Stage } from './stage.js';

describe('the demo on a phone', () => {
  let stage: Stage;
  before(async () => void (stage = await createStage({ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true })));
  after(() => stage.close());

  it('shows all the tools of a row that is tapped at the end of the list, and the list goes on after another tap', async () => {
    const viewer = await stage.open('ada');
    const moderator = await stage.open('moderator');
    for (const part of ['One', 'Two', 'Three', 'Four']) await viewer.say(`${part} of those that fill the list. `.repeat(10));
    await viewer.say('The last but one');
    const row = moderator.row('The last but one');
    await row.waitFor();
    await row.locator('[part="content"]').tap();
    const viewport = await moderator.page.locator('ivs-chat-messages [part="viewport"]').boundingBox();
    for (const name of ['Delete message', 'Remove user']) {
      const tool = await row.getByRole('button', { name }).boundingBox();
      expect((tool?.y ?? Infinity) + (tool?.height ?? 0), name).to.be.at.most((viewport?.y ?? 0) + (viewport?.height ?? 0));
    }
    await row.locator('[part="content"]').tap();
    await viewer.say('The last word');
    const last = moderator.row('The last word');
    await last.waitFor();
    await moderator.page.locator('ivs-chat-messages:state(at-latest)').waitFor();
  });

  for (const [width, height] of [[768, 1024], [360, 640]] as const) {
    it(`fills a screen of ${width} by ${height} with picture and chat, for a moderator too, who has more controls`, async () => {
      const { page, room } = await stage.open('moderator');
      await page.setViewportSize({ width, height });
      await page.locator('#bans').waitFor();
      const box = await room.boundingBox();
      expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).to.equal(height);
    });
  }

  it('lays nothing over the title of the stream in a narrow window', async () => {
    const { page } = await stage.open('ada');
    await page.setViewportSize({ width: 840, height: 700 });
    await page.locator('.caption').waitFor();
    for (const name of [/poll/i, /goal/i]) await page.getByRole('button', { name }).click();
    await page.locator('.card').getByText('So far').waitFor();
    await page.locator('.caption').waitFor({ state: 'hidden' });
    const [stagePicture, card] = await Promise.all([page.locator('.stage').boundingBox(), page.locator('.card:visible').boundingBox()]);
    expect((card?.y ?? Infinity) + (card?.height ?? 0)).to.be.below((stagePicture?.y ?? 0) + (stagePicture?.height ?? 0));
  });
});
