import type { MessageStore } from '../../client/message-store.js';
import type { InputProblem } from './input-problem.js';

/** Where the draft stands, as far as it can settle a problem. */
export interface DraftStanding {
  readonly isEmpty: boolean;
  readonly isOverLimit: boolean;
  readonly isOffline: boolean;
}

/** The problem that the line under the box tells, until it is settled. */
export class ProblemLine {
  readonly #onChange: () => void;
  #problem: InputProblem | undefined;
  #stopWatching: (() => void) | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
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
    this.#stopWatching = store.subscribe(() => {
      if (!hasFailed(store)) this.clear();
    });
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

  /** Looks after nothing any more. */
  stop(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  #set(problem: InputProblem | undefined): void {
    this.stop();
    this.#problem = problem;
    this.#onChange();
  }
}

function hasFailed(store: MessageStore): boolean {
  return store.messages.some(({ status }) => status === 'failed');
}
