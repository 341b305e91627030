import { PLAIN } from './display-text.js';

/** Moderators that are remembered; the oldest is forgotten first. */
const MAX_REMEMBERED = 200;

/**
 * Latin letters, each followed by those that pass for it at a glance: a small part of Unicode's confusables, for the scripts that
 * are mixed with Latin ones to fool people.
 */
const lookAlikes =
  'aаɑα@4 bЬƄьв8 cсϲᴄ dԁɗ eеєҽε3 fƒ gɡց9 hһհн iіıιɩӏ1|!l ' +
  'jјʝ kкκ mм nпոη oоοօ0σ pрρ qԛգ rгᴦ sѕʂ5$ ' +
  'tтτ7 uυսцμ vѵν wԝωшɯ xхχ yуүγ zᴢ2';
const plainLetter = new Map(lookAlikes.split(' ').flatMap(([plain, ...others]) => others.map((other) => [other, plain!] as const)));

/** Names whose skeletons are kept, for their rows are asked again at each new moderator; when there are more, all are made anew. */
const MAX_KEPT = 1_000;
const skeletons = new Map<string, string>();

/** What is left of a name when everything that a hurried reader does not see is gone. Equal for names that look alike. */
export function skeletonOf(name: string): string {
  const kept = skeletons.get(name);
  if (kept !== undefined) return kept;
  let skeleton = '';
  const letters = PLAIN.test(name) ? name.toLowerCase().replace(/[^a-z\d@|!$]/g, '') : lettersOf(name);
  for (const letter of letters) skeleton += plainLetter.get(letter) ?? letter;
  skeleton = skeleton.replaceAll('rn', 'm').replaceAll('vv', 'w');
  if (skeletons.size === MAX_KEPT) skeletons.clear();
  skeletons.set(name, skeleton);
  return skeleton;
}

function lettersOf(name: string): string {
  return name.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}@|!$]/gu, '');
}

interface Moderator {
  readonly userId: string;
  readonly name: string;
}

/** The moderators that were seen, to tell who only looks like one. */
export class ModeratorNames {
  readonly #bySkeleton = new Map<string, Moderator>();

  /** @returns whether this name was not known, so that names drawn before may look like it */
  add(userId: string, name: string): boolean {
    const skeleton = skeletonOf(name);
    if (skeleton === '' || this.#bySkeleton.has(skeleton)) return false;
    this.#bySkeleton.set(skeleton, { userId, name });
    const [oldest] = this.#bySkeleton.keys();
    if (this.#bySkeleton.size > MAX_REMEMBERED) this.#bySkeleton.delete(oldest!);
    return true;
  }

  /** The moderator that somebody who is none could be taken for. */
  lookedLike(userId: string, name: string): string | undefined {
    if (this.#bySkeleton.size === 0) return undefined;
    const moderator = this.#bySkeleton.get(skeletonOf(name));
    return moderator === undefined || moderator.userId === userId ? undefined : moderator.name;
  }
}
