import type { IvsChatRoom } from '../src/index.js';
import { badges } from './badges.js';
import { BanChoice } from './ban-choice.js';
import { Controls } from './controls.js';
import { emotes } from './emotes.js';
import { EventLog } from './event-log.js';
import { offerLooks } from './looks.js';
import { StageOverlay } from './stage-overlay.js';
import { StagePicture } from './stage-picture.js';

function find<T extends Element>(selector: string): T {
  const element = document.querySelector<T>(selector);
  if (element === null) throw new Error(`The page has no ${selector}`);
  return element;
}

/** `/as/<name>/` is that person's page; at `/` one is the guest. */
const ownPath = /^\/as\/[^/]+\//.exec(location.pathname)?.[0] ?? '/as/guest/';
const room = find<IvsChatRoom>('ivs-chat-room');
Object.assign(room, { emotes, badges });
if (!location.pathname.startsWith(ownPath)) room.setAttribute('token-endpoint', `${ownPath}token`);

const picture = new StagePicture(find('.picture'));
const overlay = new StageOverlay(find('#overlay'));
const log = new EventLog(find('#log'));
const controls = new Controls(find('.try'), ownPath, () => overlay.goal);
new BanChoice(find('#bans'), room, ownPath);

room.addEventListener('ivs-chat-message', ({ detail: { message } }) => {
  picture.pluck();
  overlay.onMessage(message);
});
room.addEventListener('ivs-chat-connect', ({ detail }) => detail.resumed && controls.refresh());
// What another tab chose in the meantime.
window.addEventListener('focus', () => controls.refresh());
room.addEventListener('ivs-chat-event', ({ detail }) => overlay.onEvent(detail.event));
log.listen(room);
offerLooks(find('.try'), find('ivs-chat-messages'));

// Safari on a phone lays its keyboard over the page; elsewhere the page is told to shrink (`interactive-widget`).
const { visualViewport } = window;
visualViewport?.addEventListener('resize', () => {
  const isCovered = visualViewport.scale === 1 && visualViewport.height < window.innerHeight - 60;
  document.documentElement.style.setProperty('--viewport', isCovered ? `${visualViewport.height}px` : '100dvh');
});

/** Nobody really watches: the number wanders, as such numbers do. */
let watching = 12_408;
setInterval(() => {
  watching += Math.round((Math.random() - 0.48) * 14);
  find('#watching').textContent = watching.toLocaleString('en');
}, 4000);
