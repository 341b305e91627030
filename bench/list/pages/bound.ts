import type {} from './probe.js';
import { connect, nameOf, timeOf, type WireMessage } from './connect.js';
import css from './bound.css?inline';

/**
 * What plain DOM costs: rows with the same parts as ours, made by hand, one flush a frame, at most 200 rows. It has no client,
 * no store, no scrolling reader, no deletions and no accessibility beyond the text.
 */

const MAX_ROWS = 200;
const FAR_DOWN_PX = 1e8;
/** Mentions of the reader only: others are text. */
const PIECES = /(https?:\/\/\S+|@viewer-0\b|:[a-z]+:)/u;
const badgePaths: Readonly<Record<string, string>> = {
  moderator: 'M12 3.5 5 6v5.5c0 4.3 2.8 7.3 7 9 4.2-1.7 7-4.7 7-9V6l-7-2.5Z',
  subscriber: 'm12 4 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8L12 4Z',
  vip: 'M7 5h10l4 5-9 10L3 10l4-5ZM3 10h18',
};

const style = document.createElement('style');
style.textContent = css;
document.head.append(style);

const viewport = element('div', 'viewport');
const list = element('div', 'list');
const box = document.createElement('textarea');
box.id = 'box';
viewport.append(list);
document.querySelector('#place')?.append(viewport, box);

let waiting: WireMessage[] = [];
let frame = 0;

void connect((message) => {
  waiting.push(message);
  frame ||= requestAnimationFrame(flush);
});

function flush(): void {
  frame = 0;
  const fresh = waiting.slice(-MAX_ROWS);
  waiting = [];
  const rows = document.createDocumentFragment();
  for (const message of fresh) rows.append(row(message));
  for (let over = list.childElementCount + fresh.length - MAX_ROWS; over > 0; over--) list.firstElementChild?.remove();
  list.append(rows);
  viewport.scrollTop = FAR_DOWN_PX;
}

function row(message: WireMessage): HTMLElement {
  const attributes = message.Sender.Attributes;
  const made = element('div', 'row');
  const time = document.createElement('time');
  const sent = new Date(message.SendTime);
  time.className = 'time';
  time.dateTime = sent.toISOString();
  time.textContent = timeOf(sent);
  made.append(time, ' ');
  for (const badge of attributes?.['badges']?.split(',') ?? []) made.append(badgeIcon(badge), ' ');
  const author = document.createElement('bdi');
  author.className = 'author';
  author.textContent = nameOf(message);
  author.style.color = attributes?.['color'] ?? '#30638e';
  made.append(author, ': ', content(message.Content));
  return made;
}

function badgeIcon(name: string): HTMLElement {
  const badge = element('span', 'badge');
  badge.title = name;
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('class', 'icon');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', badgePaths[name] ?? '');
  icon.append(path);
  badge.append(icon);
  return badge;
}

function content(text: string): HTMLElement {
  const made = element('span', 'content');
  made.dir = 'auto';
  for (const piece of text.split(PIECES)) if (piece !== '') made.append(pieceNode(piece));
  return made;
}

function pieceNode(piece: string): Node | string {
  if (piece.startsWith('http')) {
    const link = document.createElement('a');
    link.href = piece;
    link.target = '_blank';
    link.rel = 'noopener noreferrer nofollow ugc';
    link.textContent = piece;
    return link;
  }
  if (piece.startsWith('@')) {
    const mention = element('span', 'mention');
    mention.textContent = piece;
    return mention;
  }
  const emote = piece.startsWith(':') ? window.bench.emotes[piece.slice(1, -1)] : undefined;
  if (emote === undefined) return piece;
  const image = document.createElement('img');
  image.className = 'emote';
  image.src = emote.url;
  image.alt = piece;
  return image;
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
