import type { ChatUser } from '../../client/index.js';
import { shownName, shownUserId } from './author.js';

/** Written without spaces between words, so what follows a name says nothing about its end. */
const NO_SPACES = /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}]$/u;

/** Finds `@name` and `@userId` of a participant, in any case, as whole words. `undefined` for nobody, or somebody without a visible name. */
export function mentionPattern(user: ChatUser | undefined): RegExp | undefined {
  if (user === undefined) return undefined;
  const names = new Set<string>();
  for (const name of [shownName(user), shownUserId(user)]) if (name !== '') names.add(name.normalize('NFC')).add(name.normalize('NFD'));
  if (names.size === 0) return undefined;
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}\\p{N}_])[@＠](?:${longestFirst.map(wordPattern).join('|')})`, 'giu');
}

function wordPattern(name: string): string {
  const letters = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll(' ', '\\s?');
  return NO_SPACES.test(name) ? letters : `${letters}(?![\\p{L}\\p{N}\\p{M}_])`;
}
