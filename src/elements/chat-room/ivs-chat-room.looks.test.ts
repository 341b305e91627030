import { expect } from '@open-wc/testing';
import { documentedLooks, wrongLooks, type Look } from '../testing/looks.js';
import './ivs-chat-room.js';
import { bannerButtons, connectedRoom, untilState } from './testing/room-driver.js';
import { SandboxRoom } from './testing/sandbox-room.js';

const red = 'rgb(255, 0, 0)';

describe('the looks of <ivs-chat-room>', () => {
  it('can be changed by every custom property that is documented, set on any ancestor', async () => {
    const sandbox = await SandboxRoom.create();
    const room = await connectedRoom(sandbox, { userId: 'ana', isNamed: false });
    // Its banner says so, with a button.
    await sandbox.hook('close', { code: 1000 });
    await untilState(room, 'disconnected');
    const find = (selector: string) => () => room.shadowRoot!.querySelector(selector);
    const looks: readonly Look[] = [
      ['--ivs-chat-bg', 'red', find('[part="base"]'), 'background-color', red],
      ['--ivs-chat-fg', 'red', find('[part="banner"] [role="status"]'), 'color', red],
      ['--ivs-chat-muted-fg', 'red', find('.dot'), 'border-top-color', red],
      ['--ivs-chat-border', 'red', find('[part="base"]'), 'border-top-color', red],
      ['--ivs-chat-accent', 'red', () => bannerButtons(room)[0], 'color', red],
      ['--ivs-chat-danger', 'red', find('.notice'), 'border-left-color', red],
      ['--ivs-chat-radius', '3px', find('[part="base"]'), 'border-top-left-radius', '3px'],
      ['--ivs-chat-font', 'monospace', find('h2'), 'font-family', 'monospace'],
      ['--ivs-chat-font-size', '31px', find('h2'), 'font-size', '31px'],
      ['--ivs-chat-gap', '40px', find('.title-bar'), 'padding-left', '40px'],
    ];
    const { properties } = await documentedLooks('ivs-chat-room');
    expect(looks.map(([property]) => property)).to.have.members(properties);
    expect(wrongLooks(room.parentElement!, looks)).to.deep.equal([]);
  });
});
