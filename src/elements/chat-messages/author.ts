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
    name: displayName(String(attributes['displayName'] ?? ''), MAX_NAME) || displayName(String(userId), MAX_NAME),
    color: hasOwnColor ? own : paletteColor(String(userId)),
    hasOwnColor,
    badges,
    isModerator: badges.some((badge) => roleBadges.has(badge)),
  };
}

function badgesOf(role: string | undefined, list: string | undefined): readonly string[] {
  if (!role && !list) return [];
  const names = new Set<string>();
  for (const raw of `${role ?? ''},${list ?? ''}`.slice(0, 1_000).split(',')) {
    const name = displayName(raw, MAX_BADGE_NAME).toLowerCase();
    if (!plainRoles.has(name)) names.add(Object.hasOwn(badgeAliases, name) ? (badgeAliases[name] ?? name) : name);
    if (names.size === MAX_BADGES) break;
  }
  return [...names];
}

function paletteColor(userId: string): string {
  let hash = 0;
  for (let i = 0; i < userId.length && i < 128; i++) hash = (Math.imul(hash, 31) + userId.charCodeAt(i)) >>> 0;
  return palette[(hash ^ (hash >>> 15)) % palette.length] ?? palette[0];
}
