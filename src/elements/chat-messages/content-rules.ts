import type { ChatUser } from '../../client/index.js';
import { defaultContent, type ChatBadge, type ChatEmote, type ContentSettings } from '../content-settings.js';
import { warnOnce } from '../warn-once.js';
import { badgeName } from './author.js';
import { displayText } from './display-text.js';
import { imageAddress } from './image-address.js';
import type { ListMessage } from './list-message.js';
import { mentionPattern } from './mention.js';
import { parseText, type Picture, type TextRules, type TextRun } from './message-text.js';

/** Addresses of pictures that did not load; when there are more, all are tried again. */
const MAX_BROKEN = 500;
/** Without one of these a text holds nothing but text. */
const SIGNS = /[:@＠]|www\./i;

/** What may stand in the rows of one list: what its page allows and brings, and what is known of this participant. */
export class ContentRules {
  #seen: readonly unknown[] = [];
  #emotes: ReadonlyMap<string, Partial<ChatEmote>> = new Map();
  /** Those that were asked for, ready to be drawn. */
  readonly #pictures = new Map<string, Picture | undefined>();
  #badges: ReadonlyMap<string, Partial<ChatBadge>> = new Map();
  #origins: ReadonlySet<string> | undefined;
  #text: TextRules | undefined;
  #runs = new WeakMap<ListMessage, readonly TextRun[]>();
  readonly #broken = new Set<string>();

  constructor() {
    this.update();
  }

  /** @returns whether rows that were drawn before may look different now */
  update({ emotes, badges, imageOrigins, linkSchemes }: ContentSettings = defaultContent, user?: ChatUser): boolean {
    const mention = mentionPattern(user);
    const seen = [emotes, badges, imageOrigins, linkSchemes, mention?.source];
    if (this.#seen.length > 0 && seen.every((value, i) => value === this.#seen[i])) return false;
    this.#seen = seen;
    this.#emotes = tableOf(emotes, String);
    this.#pictures.clear();
    this.#badges = tableOf(badges, badgeName);
    this.#origins = imageOrigins === undefined ? undefined : listOf('imageOrigins', imageOrigins, originOf);
    const schemes = listOf('linkSchemes', linkSchemes, (name) => (/^(https?|mailto)$/.test(name) ? `${name}:` : undefined));
    this.#text = { mention, schemes, emote: (code) => this.emote(code) };
    this.#runs = new WeakMap();
    return true;
  }

  /** The text of a message in pieces, taken apart once. */
  runsOf(message: ListMessage): readonly TextRun[] {
    const known = this.#runs.get(message);
    if (known !== undefined) return known;
    const text = String(message.content);
    if (this.#text === undefined || !SIGNS.test(text)) return [displayText(text)];
    const runs = parseText(text, this.#text);
    this.#runs.set(message, runs);
    return runs;
  }

  isMention(message: ListMessage): boolean {
    return this.#text?.mention !== undefined && this.runsOf(message).some((run) => typeof run !== 'string' && 'mention' in run);
  }

  /** The picture that stands for a code, and for a message that has it as its sticker. */
  emote(code: string): Picture | undefined {
    const entry = this.#emotes.get(code);
    if (entry === undefined) return undefined;
    if (!this.#pictures.has(code)) this.#pictures.set(code, this.#pictureOf(code, entry));
    return this.#pictures.get(code);
  }

  badge(name: string): Partial<ChatBadge> | undefined {
    const entry = this.#badges.get(name);
    if (entry?.url !== undefined) this.#allowed('badges', name, entry.url);
    return entry;
  }

  /** The address of a picture that may be asked for and is not known to be broken. */
  image(address: unknown): string | undefined {
    const url = imageAddress(address, this.#origins);
    return url === undefined || this.isBroken(url) ? undefined : url;
  }

  /** @param address one that may be asked for */
  isBroken(address: string): boolean {
    return this.#broken.has(address);
  }

  /** This picture did not load: its words stand in its place. */
  addBroken(address: string): void {
    if (this.#broken.size >= MAX_BROKEN) this.forgetBroken();
    this.#broken.add(address);
  }

  /** The network is back: what did not load is tried again where it is drawn next. */
  forgetBroken(): void {
    this.#broken.clear();
  }

  #pictureOf(code: string, { url, alt }: Partial<ChatEmote>): Picture | undefined {
    const address = this.#allowed('emotes', code, url);
    return address === undefined ? undefined : { url: address, alt: String(alt ?? `:${code}:`) };
  }

  #allowed(table: string, name: string, url: unknown): string | undefined {
    const address = imageAddress(url, this.#origins);
    if (address === undefined) warnOnce(`<ivs-chat-room> ${table}: the picture of "${name}" is not from \`imageOrigins\`.`);
    return address;
  }
}

/** The page's own entries, none that its object inherits. */
function tableOf<T>(table: Readonly<Record<string, T>>, nameOf: (name: string) => string): ReadonlyMap<string, Partial<T>> {
  return new Map(Object.entries(Object(table) as typeof table).map(([name, entry]) => [nameOf(name), Object(entry) as Partial<T>]));
}

function listOf(name: string, list: unknown, read: (text: string) => string | undefined): ReadonlySet<string> {
  const good = new Set<string>();
  for (const entry of [list].flat()) {
    const value = read(String(entry));
    if (value === undefined) warnOnce(`<ivs-chat-room> ${name}: cannot use "${String(entry)}".`);
    else good.add(value);
  }
  return good;
}

function originOf(text: string): string | undefined {
  return /^https?:/.test(text) && URL.canParse(text) ? new URL(text).origin : undefined;
}
