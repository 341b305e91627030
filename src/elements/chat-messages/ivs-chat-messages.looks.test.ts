import { expect, fixture, html } from '@open-wc/testing';
import { defaultContent } from '../content-settings.js';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { chatMessage, dialogOf, listInRoom, moderator, partOf, pointAt, rowWith, rowsOf, scrollTo, settled, toolOf } from './testing/list-driver.js';
import { documentedLooks, wrongLooks, type Look } from '../testing/looks.js';
import { waitUntil } from '../testing/wait-until.js';

const picture = new URL('../../../demo/icon.svg', import.meta.url).href;
/** Everything that a list can show, at once: a reader, a moderator's open question, a row of each kind. */
async function showEverything(): Promise<IvsChatMessages> {
  const { list, room } = await listInRoom({ ...defaultContent, ...moderator, emotes: { wave: { url: picture, alt: 'a wave' } } });
  list.avatars = true;
  room.sayMany(60);
  await settled(list);
  await scrollTo(list, 300);
  room.sayMany(1_000, 'more');
  await settled(list);
  list.scrollToLatest();
  await settled(list);
  const { id } = room.say('a question', { userId: 'ana', attributes: { role: 'moderator', badges: 'vip' } });
  room.say('@you see https://example.com/ :wave:', {}, { attributes: { replyTo: id, sticker: 'wave' } });
  room.store.delete(room.say('gone').id);
  room.store.addPending({ requestId: 'r1', content: 'on its way', sender: { userId: 'you' } });
  room.store.markFailed(room.store.addPending({ requestId: 'r2', content: 'failed', sender: { userId: 'you' } }).key, new Error('no'));
  room.say('the last');
  await settled(list);
  pointAt(rowWith(list, 'a question'));
  room.say('new');
  await settled(list);
  toolOf(rowWith(list, 'a question'), 'Delete message').click();
  await waitUntil(() => dialogOf(list)?.open);
  return list;
}

describe('the looks of <ivs-chat-messages>', () => {
  it('can be changed by every part that is documented', async () => {
    const { parts } = await documentedLooks('ivs-chat-messages');
    expect(parts).to.include.members(['message', 'dialog']);
    const rules = parts.map((part) => `ivs-chat-messages::part(${part}) { --seen-${part}: yes }`).join('\n');
    await fixture(html`<style>${rules}</style>`);
    const list = await showEverything();
    const unseen = parts.filter((part) => {
      const element = partOf(list, part);
      return element === null || getComputedStyle(element).getPropertyValue(`--seen-${part}`).trim() !== 'yes';
    });
    expect(unseen).to.deep.equal([]);
  });

  const red = 'rgb(255, 0, 0)';
  const looksOf = (list: IvsChatMessages): readonly Look[] => [
    ['--ivs-chat-bg', 'red', () => dialogOf(list), 'background-color', red],
    ['--ivs-chat-fg', 'red', () => partOf(list, 'content'), 'color', red],
    ['--ivs-chat-muted-fg', 'red', () => partOf(list, 'timestamp'), 'color', red],
    ['--ivs-chat-border', 'red', () => dialogOf(list), 'border-top-color', red],
    ['--ivs-chat-accent', 'red', () => partOf(list, 'jump-button'), 'background-color', red],
    ['--ivs-chat-accent', 'red', () => partOf(list, 'link'), 'color', red],
    ['--ivs-chat-accent-fg', 'red', () => partOf(list, 'jump-button'), 'color', red],
    ['--ivs-chat-link', 'red', () => partOf(list, 'link'), 'color', red],
    ['--ivs-chat-danger', 'red', () => partOf(list, 'message-failed')!.querySelector('.trouble'), 'color', red],
    ['--ivs-chat-input-bg', 'red', () => dialogOf(list)!.querySelector('input'), 'background-color', red],
    ['--ivs-chat-input-border', 'red', () => dialogOf(list)!.querySelector('input'), 'border-top-color', red],
    ['--ivs-chat-radius', '3px', () => dialogOf(list), 'border-top-left-radius', '3px'],
    ['--ivs-chat-font', 'monospace', () => partOf(list, 'content'), 'font-family', 'monospace'],
    ['--ivs-chat-font-size', '31px', () => partOf(list, 'content'), 'font-size', '31px'],
    ['--ivs-chat-gap', '40px', () => partOf(list, 'list'), 'padding-left', '32px'],
    ['--ivs-chat-row-pad', '9px', () => rowsOf(list)[0]!, 'padding-top', '9px'],
    ['--ivs-chat-mention-bg', 'red', () => partOf(list, 'message-mention'), 'background-color', red],
    ['--ivs-chat-own-bg', 'red', () => partOf(list, 'message-own'), 'background-color', red],
    ['--ivs-chat-jump-bg', 'red', () => partOf(list, 'jump-button'), 'background-color', red],
    ['--ivs-chat-emote-size', '40px', () => partOf(list, 'emote'), 'width', '40px'],
    ['--ivs-chat-emote-size', '40px', () => partOf(list, 'sticker'), 'height', '160px'],
    ['--ivs-chat-avatar-size', '30px', () => partOf(list, 'avatar'), 'width', '30px'],
  ];

  it('can be changed by every custom property that is documented, set on any ancestor', async () => {
    const list = await showEverything();
    const place = list.parentElement!;
    // With the focus it has another border.
    dialogOf(list)!.querySelector('input')!.blur();
    const looks = looksOf(list);
    const { properties } = await documentedLooks('ivs-chat-messages');
    // These two have tests of their own.
    const others = ['--ivs-chat-row-hover-bg', '--ivs-chat-name-contrast'];
    expect(new Set([...looks.map(([property]) => property), ...others])).to.deep.equal(new Set(properties));
    expect(wrongLooks(place, looks)).to.deep.equal([]);
  });

  it('have a ground for the row that somebody is busy with', async () => {
    const { list, room } = await listInRoom();
    room.say('hi');
    await settled(list);
    list.style.setProperty('--ivs-chat-row-hover-bg', red);
    const [row] = rowsOf(list);
    expect(getComputedStyle(row!).backgroundColor).to.not.equal(red);
    partOf(row!, 'author')!.focus();
    expect(getComputedStyle(row!).backgroundColor).to.equal(red);
  });

  it('bring authors’ names as far from the ground as --ivs-chat-name-contrast says', async () => {
    const { list, room } = await listInRoom();
    room.say('hi', { attributes: { color: '#808080' } });
    await settled(list);
    list.style.colorScheme = 'light';
    const color = () => getComputedStyle(partOf(list, 'author')!).color;
    const seen = new Set<string>();
    for (const contrast of ['0.45', '0.6', '0.8']) {
      list.style.setProperty('--ivs-chat-name-contrast', contrast);
      seen.add(color());
    }
    expect(seen.size).to.equal(3);
  });

  it('have no place for a time that is not known, nor for what an attribute hides, whatever a part of the page says', async () => {
    const place = await fixture<HTMLElement>(html`
      <div>
        <style>
          ivs-chat-messages::part(timestamp), ivs-chat-messages::part(badge) { display: inline-block; padding: 4px; background: red }
        </style>
      </div>
    `);
    const list = document.createElement('ivs-chat-messages');
    const sender = { userId: 'ana', attributes: { badges: 'vip' } };
    list.messages = [chatMessage('known', sender), chatMessage('unknown', sender, { sendTime: new Date(NaN) })];
    place.append(list);
    await settled(list);
    const shown = () => ['timestamp', 'badge'].map((name) => rowsOf(list).map((row) => partOf(row, name)?.checkVisibility()));
    expect(shown()).to.deep.equal([[true, false], [true, true]]);
    expect(partOf(rowsOf(list)[0]!, 'timestamp')!.getBoundingClientRect().height).to.be.above(8);
    Object.assign(list, { noTimestamps: true, noBadges: true });
    await settled(list);
    expect(shown()).to.deep.equal([[false, false], [false, false]]);
  });
});
