/** A random UUID. Ids need not be secret, only different; pages over plain http have no `crypto.randomUUID`. */
export function createId(): string {
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16));
}
