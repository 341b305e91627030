import { expect, fixture, html } from '@open-wc/testing';
import { defaultContent } from '../content-settings.js';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { dialogOf, listInRoom, moderator, partOf, pointAt, rowWith, rowsOf, scrollTo, settled, toolOf } from './testing/list-driver.js';
import { waitUntil } from '../testing/wait-until.js';

const picture = new URL('../../../demo/icon.svg', import.meta.url).href;
const parts = [
  'viewport', 'list', 'message', 'message-own', 'message-moderator', 'message-mention', 'message-deleted', 'message-pending', 'message-failed', 'reply', 'badges', 'avatar', 'badge',
  'author', 'timestamp', 'content', 'mention', 'link', 'emote', 'sticker', 'tombstone', 'actions', 'action', 'notice', 'jump-button', 'dialog',
];

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
  type Look = readonly [property: string, value: string, find: (list: IvsChatMessages) => Element | null, style: string, expected: string];
  const dialogPart = (selector: string) => (list: IvsChatMessages) => dialogOf(list)!.querySelector(selector);
  const looks: readonly Look[] = [
    ['--ivs-chat-bg', 'red', dialogOf, 'background-color', red],
    ['--ivs-chat-fg', 'red', (list) => partOf(list, 'content'), 'color', red],
    ['--ivs-chat-muted-fg', 'red', (list) => partOf(list, 'timestamp'), 'color', red],
    ['--ivs-chat-border', 'red', dialogOf, 'border-top-color', red],
    ['--ivs-chat-accent', 'red', (list) => partOf(list, 'jump-button'), 'background-color', red],
    ['--ivs-chat-accent', 'red', (list) => partOf(list, 'link'), 'color', red],
    ['--ivs-chat-accent-fg', 'red', (list) => partOf(list, 'jump-button'), 'color', red],
    ['--ivs-chat-link', 'red', (list) => partOf(list, 'link'), 'color', red],
    ['--ivs-chat-danger', 'red', (list) => partOf(list, 'message-failed')!.querySelector('.trouble'), 'color', red],
    ['--ivs-chat-input-bg', 'red', dialogPart('input'), 'background-color', red],
    ['--ivs-chat-input-border', 'red', dialogPart('input'), 'border-top-color', red],
    ['--ivs-chat-radius', '3px', dialogOf, 'border-top-left-radius', '3px'],
    ['--ivs-chat-font', 'monospace', (list) => partOf(list, 'content'), 'font-family', 'monospace'],
    ['--ivs-chat-font-size', '31px', (list) => partOf(list, 'content'), 'font-size', '31px'],
    ['--ivs-chat-gap', '40px', (list) => partOf(list, 'list'), 'padding-left', '32px'],
    ['--ivs-chat-row-pad', '9px', (list) => rowsOf(list)[0]!, 'padding-top', '9px'],
    ['--ivs-chat-mention-bg', 'red', (list) => partOf(list, 'message-mention'), 'background-color', red],
    ['--ivs-chat-own-bg', 'red', (list) => partOf(list, 'message-own'), 'background-color', red],
    ['--ivs-chat-jump-bg', 'red', (list) => partOf(list, 'jump-button'), 'background-color', red],
    ['--ivs-chat-emote-size', '40px', (list) => partOf(list, 'emote'), 'width', '40px'],
    ['--ivs-chat-emote-size', '40px', (list) => partOf(list, 'sticker'), 'height', '160px'],
    ['--ivs-chat-avatar-size', '30px', (list) => partOf(list, 'avatar'), 'width', '30px'],
  ];

  it('can be changed by every custom property that is documented, set on any ancestor', async () => {
    const list = await showEverything();
    const place = list.parentElement!;
    // With the focus it has another border.
    dialogOf(list)!.querySelector('input')!.blur();
    const wrong: unknown[] = [];
    for (const [property, value, find, style, expected] of looks) {
      const now = () => getComputedStyle(find(list)!).getPropertyValue(style);
      const before = now();
      place.style.setProperty(property, value);
      if (before === expected || now() !== expected) wrong.push([property, style, before, now()]);
      place.style.removeProperty(property);
    }
    expect(wrong).to.deep.equal([]);
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
});
