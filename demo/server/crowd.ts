import type { Person } from './people.js';
import type { Language } from './simulated-lines.js';

/** Somebody who is not really there. */
export interface CrowdMember extends Person {
  readonly language: Language;
}

interface Extras {
  /** Names of badges, comma separated; the page's own are in `demo/badges.ts`. */
  readonly badges?: string;
  /** File in `demo/public/avatars`. The others show the first letter of their name. */
  readonly avatar?: string;
}

const colors = ['#d1495b', '#00798c', '#8a6d00', '#30638e', '#7a3e9d', '#3a7d44', '#b3541e', '#a23b72'];

const members: readonly (readonly [name: string, displayName: string, language: Language, extras?: Extras])[] = [
  ['sim-nora', 'nora_builds', 'en', { badges: 'subscriber,builder', avatar: 'hills.svg' }],
  ['sim-dev', 'Dev', 'en', { avatar: 'robot.svg' }],
  ['sim-kestrel', 'kestrel', 'en', { badges: 'moderator,founder', avatar: 'kestrel.svg' }],
  ['sim-ohm', 'Ohm Sweet Ohm', 'en', { badges: 'vip,subscriber', avatar: 'ohm.svg' }],
  ['sim-tilda', 'tilda~', 'en'],
  ['sim-wren', 'Wren P.', 'en'],
  ['sim-badger', 'midnightbadger42', 'en', { avatar: 'badger.svg' }],
  ['sim-haruka', 'はるか', 'ja', { badges: 'subscriber', avatar: 'sun.svg' }],
  ['sim-kenji', 'kenji_808', 'ja', { badges: 'builder' }],
  ['sim-salma', 'سلمى', 'ar', { badges: 'moderator' }],
  ['sim-idris', 'Idris', 'ar'],
  ['sim-jannik', 'Jannik', 'de'],
  ['sim-greta', 'greta-lötet', 'de', { badges: 'verified,builder' }],
  ['sim-lucia', 'Lucía', 'es', { badges: 'subscriber', avatar: 'cactus.svg' }],
  ['sim-mateo', 'mateo.wav', 'es'],
  ['sim-elodie', 'Élodie', 'fr', { badges: 'founder' }],
  ['sim-caio', 'Caio', 'pt'],
  ['sim-minji', '민지', 'ko'],
  ['sim-anika', 'अनिका', 'hi'],
  ['sim-lowpass', 'Low Pass Larry', 'en', { badges: 'vip', avatar: 'low-pass.svg' }],
];

/** Whom the simulated viewers are. */
export const crowd: readonly CrowdMember[] = members.map(([name, displayName, language, { badges, avatar } = {}], index) => ({
  name,
  language,
  capabilities: ['SEND_MESSAGE'],
  attributes: {
    displayName,
    color: colors[index % colors.length] ?? '',
    ...(badges && { badges }),
    // Counted from the page, so that it is of the page's own origin wherever the demo runs.
    ...(avatar && { avatarUrl: `/avatars/${avatar}` }),
  },
}));
