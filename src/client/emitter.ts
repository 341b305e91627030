import { callSafely } from './report-error.js';

type Listeners<Map> = { [Name in keyof Map]?: Set<Map[Name]> };

/**
 * Calls listeners in the order they were added. One that throws or rejects is reported and affects nobody else; one that is
 * removed meanwhile is not called any more; one that is added meanwhile is called from the next time on. What a listener causes is
 * told after all have heard of what they are being told, so everyone hears the same order.
 */
export class Emitter<Map extends { [Name in keyof Map]: (...args: never[]) => unknown }> {
  readonly #report: (error: unknown) => void;
  readonly #queue: (() => void)[] = [];
  // Without a prototype, so that no name finds an inherited function.
  readonly #listeners: Listeners<Map> = Object.create(null) as Listeners<Map>;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /** A listener that is there already is not added twice. Returns a function that removes it again. */
  add<Name extends keyof Map>(name: Name, listener: Map[Name]): () => void {
    (this.#listeners[name] ??= new Set()).add(listener);
    return () => this.remove(name, listener);
  }

  remove<Name extends keyof Map>(name: Name, listener: Map[Name]): void {
    this.#listeners[name]?.delete(listener);
  }

  emit<Name extends keyof Map>(name: Name, ...args: Parameters<Map[Name]>): void {
    const queue = this.#queue;
    queue.push(() => {
      const listeners = this.#listeners[name];
      for (const listener of [...(listeners ?? [])]) if (listeners!.has(listener)) callSafely<Parameters<Map[Name]>>(this.#report, listener, ...args);
    });
    // What is being told stays in the queue until all have heard of it.
    if (queue.length > 1) return;
    for (; queue.length > 0; queue.shift()) queue[0]!();
  }
}
