import type { ChatEvent, ChatMessage } from '../src/index.js';

const shownMs = 60_000;

export interface Goal {
  readonly current: number;
  readonly target: number;
}

interface Card {
  readonly element: HTMLElement;
  readonly timer: number;
}

/**
 * What the streamer's application sends through the room, shown on the picture: `poll {question, options}` (options divided by
 * `|`; one votes by writing a number) and `goal {title, current, target}`.
 */
export class StageOverlay {
  readonly #root: HTMLElement;
  readonly #cards = new Map<string, Card>();
  #options: string[] = [];
  /** A vote a person; the last one counts. */
  readonly #votes = new Map<string, number>();
  #goal: Goal = { current: 6, target: 10 };

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** The last goal that was heard of. */
  get goal(): Goal {
    return this.#goal;
  }

  onEvent({ eventName, attributes = {} }: ChatEvent): void {
    if (eventName === 'poll') this.#startPoll(attributes['question'] ?? '', attributes['options'] ?? '');
    if (eventName === 'goal') this.#showGoal(attributes['title'] ?? '', Number(attributes['current']), Number(attributes['target']));
  }

  onMessage({ content, sender }: ChatMessage): void {
    const option = Number(content.trim()) - 1;
    if (!this.#cards.has('poll') || this.#options[option] === undefined) return;
    this.#votes.set(sender.userId, option);
    this.#drawPoll();
  }

  #startPoll(question: string, options: string): void {
    this.#options = options.split('|').slice(0, 5);
    this.#votes.clear();
    this.#show('poll', question, 'Answer with its number in the chat');
    this.#drawPoll();
  }

  #drawPoll(): void {
    const card = this.#cards.get('poll')?.element;
    card?.querySelector('.bars')?.replaceChildren(
      ...this.#options.map((option, index) => {
        const votes = [...this.#votes.values()].filter((vote) => vote === index).length;
        return bar(`${index + 1}  ${option}`, String(votes), votes, Math.max(1, this.#votes.size));
      }),
    );
  }

  #showGoal(title: string, current: number, target: number): void {
    if (!(current >= 0 && target > 0)) return;
    this.#goal = { current, target };
    this.#show('goal', title, current >= target ? 'Reached. Thank you!' : '');
    this.#cards.get('goal')?.element.querySelector('.bars')?.replaceChildren(bar('So far', `${current} of ${target}`, current, target));
  }

  #show(kind: string, title: string, hint: string): void {
    const known = this.#cards.get(kind);
    clearTimeout(known?.timer);
    const element = make('div', 'card');
    const bars = make('div', 'bars');
    element.append(make('h2', 'card-title', title), bars);
    if (hint !== '') element.append(make('p', 'hint', hint));
    if (known === undefined) this.#root.append(element);
    else known.element.replaceWith(element);
    const timer = window.setTimeout(() => {
      element.remove();
      this.#cards.delete(kind);
    }, shownMs);
    this.#cards.set(kind, { element, timer });
  }
}

function bar(label: string, text: string, value: number, max: number): HTMLElement {
  const row = make('div', 'bar');
  const progress = document.createElement('progress');
  progress.max = max;
  progress.value = Math.min(value, max);
  progress.setAttribute('aria-label', label);
  row.append(make('span', '', label), make('span', '', text), progress);
  return row;
}

function make(tag: 'div' | 'h2' | 'p' | 'span', className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
