type Listeners<Map> = { [Name in keyof Map]?: readonly Map[Name][] };

/**
 * Calls listeners in the order they were added. One that throws or rejects is reported and affects nobody else; one that is
 * removed meanwhile is not called any more; one that is added meanwhile is called from the next time on. What a listener causes is
 * told after all have heard of what they are being told, so everyone hears the same order.
 */
export class Emitter<Map extends { [Name in keyof Map]: (...args: never[]) => unknown }> {
  readonly #report: (error: unknown) => void;
  readonly #queue: (() => void)[] = [];
  #isEmitting = false;
  // Without a prototype, so that no name finds an inherited function.
  #listeners: Listeners<Map> = Object.create(null) as Listeners<Map>;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /** A listener that is there already is not added twice. Returns a function that removes it again. */
  add<Name extends keyof Map>(name: Name, listener: Map[Name]): () => void {
    const listeners: readonly Map[Name][] = this.#listeners[name] ?? [];
    if (!listeners.includes(listener)) this.#listeners[name] = [...listeners, listener];
    return () => this.remove(name, listener);
  }

  remove<Name extends keyof Map>(name: Name, listener: Map[Name]): void {
    const listeners = this.#listeners[name];
    if (listeners?.includes(listener)) this.#listeners[name] = listeners.filter((other) => other !== listener);
  }

  emit<Name extends keyof Map>(name: Name, ...args: Parameters<Map[Name]>): void {
    if (this.#isEmitting) {
      this.#queue.push(() => this.#deliver(name, args));
      return;
    }
    this.#isEmitting = true;
    this.#deliver(name, args);
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) next();
    this.#isEmitting = false;
  }

  #deliver<Name extends keyof Map>(name: Name, args: Parameters<Map[Name]>): void {
    const listeners = this.#listeners[name];
    if (listeners === undefined) return;
    for (const listener of listeners) {
      // The list is replaced by a change, never written to.
      if (this.#listeners[name] !== listeners && !this.#listeners[name]!.includes(listener)) continue;
      try {
        const result = listener(...args) as PromiseLike<unknown> | undefined | null;
        if (typeof result?.then === 'function') result.then(undefined, this.#report);
      } catch (error) {
        this.#report(error);
      }
    }
  }
}
