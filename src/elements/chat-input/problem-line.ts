import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { MessageStore } from '../../client/message-store.js';
import type { InputProblem } from './input-problem.js';

/** Where the draft stands, as far as it can settle a problem. */
export interface DraftStanding {
  readonly isEmpty: boolean;
  readonly isOverLimit: boolean;
  readonly isOffline: boolean;
}

/** The problem that the line under the box tells, until it is settled. */
export class ProblemLine implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #problem: InputProblem | undefined;
  /** Where the failed row of the problem is. */
  #store: MessageStore | undefined;
  #stopWatching: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get problem(): InputProblem | undefined {
    return this.#problem;
  }

  show(problem: InputProblem): void {
    this.#set(problem);
  }

  /** Once the failed rows of the list were sent again or discarded, the line would be stale. */
  showFailure(error: unknown, store: MessageStore): void {
    this.#set({ kind: 'failed', error });
    if (!hasFailed(store)) return;
    this.#store = store;
    this.#watch();
  }

  clear(): void {
    if (this.#problem !== undefined) this.#set(undefined);
  }

  /** The draft was edited by a person. */
  onEdit(): void {
    if (this.#problem?.kind === 'held') this.clear();
  }

  /** Takes back what is true no longer. */
  settle({ isEmpty, isOverLimit, isOffline }: DraftStanding): void {
    const kind = this.#problem?.kind;
    if ((kind === 'over-limit' && !isOverLimit) || (kind === 'offline' && (isEmpty || !isOffline))) this.clear();
  }

  hostConnected(): void {
    this.#watch();
  }

  /** An input that is gone looks after nothing. */
  hostDisconnected(): void {
    this.#unwatch();
  }

  #watch(): void {
    const store = this.#store;
    if (store === undefined || !this.#host.isConnected) return;
    const settle = (): void => {
      if (!hasFailed(store)) this.clear();
    };
    this.#stopWatching ??= store.subscribe(settle);
    settle();
  }

  #unwatch(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  #set(problem: InputProblem | undefined): void {
    this.#unwatch();
    this.#store = undefined;
    this.#problem = problem;
    this.#host.requestUpdate();
  }
}

function hasFailed(store: MessageStore): boolean {
  return store.messages.some(({ status }) => status === 'failed');
}
