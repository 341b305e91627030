import { emoteCodes } from '../emotes.js';
import type { Attributes } from './sandbox-options.js';
import { answerLines, emoteLines, greetingLines, lines, linkLines, type Language } from './simulated-lines.js';

export interface Utterance {
  readonly content: string;
  readonly attributes?: Attributes;
}

/** How often, in a hundred, a viewer says something of a kind; the rest are lines of the own language. */
const shares = { answer: 10, greeting: 4, link: 4, sticker: 3, emote: 12, emoji: 10 };

/** What one viewer says, one thing after the other. */
export class SimulatedSpeech {
  readonly #language: Language;
  readonly #random: () => number;
  #unsaid: string[] = [];

  constructor(language: Language, random: () => number) {
    this.#language = language;
    this.#random = random;
  }

  /**
   * @param heard the frame that the viewer received last, `''` for none
   * @param visitors names of the people in the room
   */
  next(heard: string, visitors: () => readonly string[] = () => []): Utterance {
    switch (this.#kind()) {
      case 'answer':
        return this.#answer(heard) ?? this.#line();
      case 'greeting':
        return this.#greeting(visitors()) ?? this.#line();
      case 'link':
        return { content: this.#one(linkLines) };
      case 'sticker': {
        const sticker = this.#one(emoteCodes);
        return { content: `:${sticker}:`, attributes: { sticker } };
      }
      case 'emote':
        return { content: this.#one(emoteLines) };
      case 'emoji':
        return { content: this.#one(lines.emoji) };
      default:
        return this.#line();
    }
  }

  #kind(): keyof typeof shares | undefined {
    let left = this.#random() * 100;
    for (const kind of Object.keys(shares) as (keyof typeof shares)[]) if ((left -= shares[kind]) < 0) return kind;
    return undefined;
  }

  #greeting(names: readonly string[]): Utterance | undefined {
    return names.length > 0 ? { content: this.#one(greetingLines)(this.#one(names)) } : undefined;
  }

  #answer(heard: string): Utterance | undefined {
    const { Type, Id } = (heard === '' ? {} : JSON.parse(heard)) as Record<string, unknown>;
    return Type === 'MESSAGE' && typeof Id === 'string' ? { content: this.#one(answerLines), attributes: { replyTo: Id } } : undefined;
  }

  /** Everything once before anything twice. */
  #line(): Utterance {
    if (this.#unsaid.length === 0) this.#unsaid = shuffle(lines[this.#language], this.#random);
    return { content: this.#unsaid.pop() ?? '' };
  }

  #one<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)] as Item;
  }
}

export function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
