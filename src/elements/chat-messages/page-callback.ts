/** A function that a page set on the list. Whatever it does, the list goes on, and the page's author hears of it once. */
export class PageCallback<Args extends readonly unknown[], Result> {
  readonly #name: string;
  readonly #callback: ((...args: Args) => unknown) | undefined;
  readonly #read: (result: unknown) => Result | undefined;
  #hasComplained = false;

  /** @param read makes use of a result; `undefined` if it is of no use */
  constructor(name: string, callback: unknown, read: (result: unknown) => Result | undefined) {
    this.#name = name;
    this.#read = read;
    if (typeof callback === 'function') this.#callback = callback as (...args: Args) => unknown;
    else if (callback != null) this.#complain('is not a function');
  }

  get isSet(): boolean {
    return this.#callback !== undefined;
  }

  /** `undefined` where the page has nothing to say, or fails. */
  call(...args: Args): Result | undefined {
    try {
      const result = this.#callback?.(...args);
      if (result == null) return undefined;
      const use = this.#read(result);
      if (use === undefined) this.#complain('gave something that cannot be used');
      return use;
    } catch (error) {
      if (!this.#hasComplained) reportError(error);
      this.#hasComplained = true;
      return undefined;
    }
  }

  #complain(what: string): void {
    if (!this.#hasComplained) console.warn(`<ivs-chat-messages>: \`${this.#name}\` ${what}; it is ignored.`);
    this.#hasComplained = true;
  }
}
