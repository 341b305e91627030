/** A random UUID. Pages over plain http have no `crypto.randomUUID`, some runtimes no `crypto` at all. */
export function createId(): string {
  // Ids need not be secret, only different.
  return (
    globalThis.crypto?.randomUUID?.() ??
    'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16))
  );
}
