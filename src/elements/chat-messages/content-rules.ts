import type { ChatUser } from '../../client/index.js';
import { defaultContent, type ChatBadge, type ChatEmote, type ContentSettings } from '../content-settings.js';
import { warnOnce } from '../warn-once.js';
import { badgeName } from './author.js';
import { displayText } from './display-text.js';
import { imageAddress } from './image-address.js';
import { LinkFinder } from './link-finder.js';
import type { ListMessage } from './list-message.js';
import { mentionPattern } from './mention.js';
import { parseText, type TextRules, type TextRun } from './message-text.js';

/** Addresses of pictures that did not load; the oldest is tried again first. */
const MAX_BROKEN = 500;
/** Names in a warning. */
const MAX_NAMED = 10;

const CODE = /^[^\s:]{1,64}$/;
const SCHEME = /^(https?|mailto)$/;
/** Without one of these a text holds nothing but text. */
const SIGNS = /[:@＠]|www\./i;

/** What may stand in the rows of one list: a page's tables, checked once, and what is known of this participant. */
export class ContentRules {
  #settings: ContentSettings | undefined;
  #user: ChatUser | undefined;
  #text: TextRules = { links: new LinkFinder(new Set()), mention: undefined, emotes: new Map() };
  #badges: ReadonlyMap<string, ChatBadge> = new Map();
  #origins: ReadonlySet<string> | undefined;
  #runs = new WeakMap<ListMessage, readonly TextRun[]>();
  readonly #broken = new Set<string>();

  constructor() {
    this.update();
  }

  /** @returns whether rows that were drawn before may look different now */
  update(settings: ContentSettings = defaultContent, user?: ChatUser): boolean {
    const before = this.#settings;
    const isSame = before !== undefined && settingNames.every((name) => settings[name] === before[name]);
    if (isSame && user === this.#user) return false;
    this.#user = user;
    const mention = mentionPattern(user);
    if (isSame) {
      if (mention?.source === this.#text.mention?.source) return false;
      this.#text = { ...this.#text, mention };
    } else {
      this.#read(settings, mention);
    }
    this.#runs = new WeakMap();
    return true;
  }

  /** The text of a message in pieces, taken apart once. */
  runsOf(message: ListMessage): readonly TextRun[] {
    const known = this.#runs.get(message);
    if (known !== undefined) return known;
    const text = String(message.content);
    if (!SIGNS.test(text)) return [displayText(text)];
    const runs = parseText(text, this.#text);
    this.#runs.set(message, runs);
    return runs;
  }

  isMention(message: ListMessage): boolean {
    return this.#text.mention !== undefined && this.runsOf(message).some((run) => typeof run !== 'string' && run.kind === 'mention');
  }

  /** The picture of a message that is one. */
  stickerOf({ attributes }: ListMessage): Required<ChatEmote> | undefined {
    return attributes === undefined ? undefined : this.#text.emotes.get(String(attributes['sticker']));
  }

  badge(name: string): ChatBadge | undefined {
    return this.#badges.get(name);
  }

  /** The address of a picture that may be asked for and is not known to be broken. */
  image(address: unknown): string | undefined {
    const url = imageAddress(address, this.#origins);
    return url === undefined || this.#broken.has(url) ? undefined : url;
  }

  /** This picture did not load: its words stand in its place. */
  addBroken(address: string): void {
    this.#broken.add(address);
    if (this.#broken.size <= MAX_BROKEN) return;
    for (const oldest of this.#broken) {
      this.#broken.delete(oldest);
      break;
    }
  }

  /** The network is back: what did not load is tried again where it is drawn next. */
  forgetBroken(): void {
    this.#broken.clear();
  }

  #read(settings: ContentSettings, mention: RegExp | undefined): void {
    this.#settings = settings;
    const { imageOrigins, linkSchemes } = settings;
    this.forgetBroken();
    this.#origins = imageOrigins === undefined ? undefined : readList('imageOrigins', imageOrigins, 'origins such as https://cdn.example', originOf);
    const schemes = readList('linkSchemes', linkSchemes, 'https, http, mailto', (scheme) => (SCHEME.test(scheme) ? `${scheme}:` : undefined));
    this.#badges = readTable('badges', settings.badges, '{ label, url? }', (name, { label, url }: Partial<ChatBadge>) =>
      typeof label === 'string' && (url === undefined || this.image(url)) ? [badgeName(name), { label, ...(url && { url }) }] : undefined,
    );
    const emotes = readTable('emotes', settings.emotes, '{ url, alt? }, and a code without spaces and colons', (code, { url, alt }: Partial<ChatEmote>) =>
      CODE.test(code) && url !== undefined && this.image(url) ? [code, { url, alt: alt === undefined ? `:${code}:` : String(alt) }] : undefined,
    );
    this.#text = { mention, emotes, links: new LinkFinder(schemes) };
  }
}

const settingNames = ['emotes', 'badges', 'imageOrigins', 'linkSchemes'] as const;

function originOf(text: string): string | undefined {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  return origin === 'null' ? undefined : origin;
}

function readList(name: string, list: unknown, expected: string, read: (text: string) => string | undefined): Set<string> {
  const good = new Set<string>();
  const bad: unknown[] = [];
  for (const entry of Array.isArray(list) ? (list as unknown[]) : [list]) {
    const value = typeof entry === 'string' ? read(entry) : undefined;
    if (value === undefined) bad.push(entry);
    else good.add(value);
  }
  warnOf(name, bad, expected);
  return good;
}

/** The entries of the page's own object, none that it inherits. */
function readTable<T>(name: string, table: unknown, expected: string, read: (key: string, entry: object) => [string, T] | undefined): ReadonlyMap<string, T> {
  const good: [string, T][] = [];
  const bad: string[] = [];
  for (const [key, entry] of Object.entries(table ?? {})) {
    const pair = read(key, Object(entry) as object);
    if (pair === undefined) bad.push(key);
    else good.push(pair);
  }
  warnOf(name, bad, `${expected}, with a picture from \`imageOrigins\``);
  return new Map(good);
}

function warnOf(name: string, bad: readonly unknown[], expected: string): void {
  if (bad.length === 0) return;
  const more = bad.length > MAX_NAMED ? ', …' : '';
  warnOnce(`<ivs-chat-room> ${name}: cannot use ${bad.slice(0, MAX_NAMED).map(String).join(', ')}${more}. Expected ${expected}.`);
}
