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
});
