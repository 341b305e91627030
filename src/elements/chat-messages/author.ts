import type { ChatUser } from '../../client/index.js';
import { displayName } from './display-text.js';

/** Longest name that is drawn, in Unicode code points. */
const MAX_NAME = 64;
const MAX_BADGE_NAME = 24;
const MAX_BADGES = 5;

/** How the author of a message appears. Everything comes from the sender, whose attributes the page's server signed. */
export interface AuthorView {
  /** Fit to be shown; `''` when nothing visible is left of it. */
  readonly name: string;
  /** `#rrggbb`: the sender's own colour, or one that its id always gets. */
  readonly color: string;
  readonly hasOwnColor: boolean;
  /** Names in lower case. */
  readonly badges: readonly string[];
  readonly isModerator: boolean;
  /** Not checked yet. */
  readonly avatarUrl: string | undefined;
}

const HEX_COLOR = /^#[0-9a-f]{6}$/i;

const palette = [
  '#d9480f',
  '#c2255c',
  '#9c36b5',
  '#6741d9',
  '#3b5bdb',
  '#1971c2',
  '#0c8599',
  '#099268',
  '#2f9e44',
  '#66a80f',
  '#d98500',
  '#b5651d',
] as const;

const badgeAliases: Readonly<Record<string, string>> = {
  mod: 'moderator',
  host: 'broadcaster',
  owner: 'broadcaster',
  streamer: 'broadcaster',
  admin: 'staff',
  sub: 'subscriber',
};
const roleBadges = new Set(['moderator', 'broadcaster', 'staff']);
/** Roles that say nothing worth a badge. */
const plainRoles = new Set(['', 'viewer', 'user', 'member', 'guest']);

export function authorOf(sender: ChatUser): AuthorView {
  const { userId, attributes = {} } = sender;
  const badges = badgesOf(attributes['role'], attributes['badges']);
  const own = attributes['color'];
  const hasOwnColor = typeof own === 'string' && HEX_COLOR.test(own);
  return {
    name: shownName(sender) || shownUserId(sender),
    color: hasOwnColor ? own : paletteColor(String(userId)),
    hasOwnColor,
    badges,
    isModerator: badges.some((badge) => roleBadges.has(badge)),
    avatarUrl: attributes['avatarUrl'],
  };
}

/** `''` where the sender has none. */
export function shownName({ attributes }: ChatUser): string {
  return displayName(String(attributes?.['displayName'] ?? ''), MAX_NAME);
}

export function shownUserId({ userId }: ChatUser): string {
  return displayName(String(userId), MAX_NAME);
}

/** The one name of a badge that goes by several. */
export function badgeName(raw: string): string {
  const name = displayName(raw, MAX_BADGE_NAME).toLowerCase();
  return Object.hasOwn(badgeAliases, name) ? (badgeAliases[name] ?? name) : name;
}

/** With the badges that a page gives beside the sender's own. */
export function withBadges(author: AuthorView, badges: readonly string[] | undefined): AuthorView {
  return badges === undefined ? author : { ...author, badges: [...new Set([...author.badges, ...badges.map(badgeName)])] };
}

function badgesOf(role: string | undefined, list: string | undefined): readonly string[] {
  if (!role && !list) return [];
  const names = new Set<string>();
  for (const raw of `${role ?? ''},${list ?? ''}`.slice(0, 1_000).split(',')) {
    const name = badgeName(raw);
    if (!plainRoles.has(name)) names.add(name);
    if (names.size === MAX_BADGES) break;
  }
  return [...names];
}

function paletteColor(userId: string): string {
  let hash = 0;
  for (let i = 0; i < userId.length && i < 128; i++) hash = (Math.imul(hash, 31) + userId.charCodeAt(i)) >>> 0;
  return palette[(hash ^ (hash >>> 15)) % palette.length] ?? palette[0];
}
