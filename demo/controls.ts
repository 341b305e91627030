import { askServer } from './ask-server.js';
import type { Goal } from './stage-overlay.js';

/** How long "Stay away" keeps this person off. */
const awaySeconds = 10;
const viewerNames = ['ada', 'ben', 'cleo', 'dara', 'eli', 'fumi', 'gus', 'hana'];
const polls = [
  { question: 'Which filter next?', options: 'Ladder|State variable|Diode' },
  { question: 'What shall we call it?', options: 'Marvin|The Hummer|Box No. 5' },
  { question: 'Tempo?', options: '96|110|174' },
];

/** What the demo's server says after each action. */
interface DemoState {
  readonly userId: string;
  readonly displayName: string;
  readonly capabilities: readonly string[];
  readonly backend: 'sandbox' | 'aws';
  readonly perMinute: number;
}

/** The "Try it" panel: its buttons ask the demo's server to make things happen in the room. */
export class Controls {
  readonly #root: HTMLElement;
  /** `/as/<name>/` */
  readonly #ownPath: string;
  readonly #goal: () => Goal;
  #poll = 0;

  constructor(root: HTMLElement, ownPath: string, goal: () => Goal) {
    this.#root = root;
    this.#ownPath = ownPath;
    this.#goal = goal;
    this.#offerViewers();
    this.#on('drop', () => this.#ask('drop'));
    this.#on('offline', () => this.#ask('offline', { seconds: awaySeconds }));
    this.#on('end-session', () => this.#ask('end-session'));
    this.#on('poll', () => this.#ask('event', { name: 'poll', attributes: polls[this.#poll++ % polls.length] }));
    this.#on('goal', () => this.#ask('event', { name: 'goal', attributes: this.#nextGoal() }));
    this.#rate.addEventListener('change', () => void this.#ask('simulate', { perMinute: Number(this.#rate.value) * 60 }));
    this.refresh();
  }

  /** Shows how things stand; after a break, that the server is there again. */
  refresh(): void {
    void this.#ask('state');
  }

  get #rate(): HTMLSelectElement {
    return this.#root.querySelector('#rate') as HTMLSelectElement;
  }

  #on(action: string, act: () => void): void {
    this.#root.querySelector(`[data-action="${action}"]`)?.addEventListener('click', act);
  }

  /** Each press opens somebody who is not here yet. */
  #offerViewers(): void {
    const link = this.#root.querySelector('#open-viewer') as HTMLAnchorElement;
    const names = viewerNames.filter((name) => this.#ownPath !== `/as/${name}/`);
    let next = 0;
    const offer = () => link.setAttribute('href', `/as/${names[next++ % names.length]}/`);
    offer();
    // The browser follows the address of the moment; the next one is for the next press.
    link.addEventListener('click', () => setTimeout(offer));
    if (this.#ownPath === '/as/moderator/') this.#root.querySelector('#open-moderator')?.remove();
  }

  #nextGoal(): Record<string, string> {
    const { current, target } = this.#goal();
    return { title: 'Goal: a second oscillator', current: String(current >= target ? 1 : current + 1), target: String(target) };
  }

  async #ask(action: string, input?: Record<string, unknown>): Promise<void> {
    const state = await askServer<DemoState>(`${this.#ownPath}demo/${action}`, input);
    if (state !== undefined) this.#show(state);
  }

  #show({ displayName, capabilities, backend, perMinute }: DemoState): void {
    const role = capabilities.includes('DELETE_MESSAGE') ? 'a moderator' : capabilities.includes('SEND_MESSAGE') ? 'a viewer' : 'a viewer who may only read';
    const who = this.#root.querySelector('#who');
    if (who !== null) who.textContent = `You are ${displayName}, ${role}.`;
    const rates = [...this.#rate.options];
    const nearest = rates.findLast(({ value }) => Number(value) * 60 <= perMinute);
    this.#rate.value = nearest?.value ?? '0';
    for (const control of this.#root.querySelectorAll<HTMLButtonElement | HTMLSelectElement>('[data-action="drop"], [data-action="offline"], [data-action="end-session"], #rate')) {
      control.disabled = backend !== 'sandbox';
    }
  }
}
