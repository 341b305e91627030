/** About twenty random letters and digits. Ids need not be secret, only different; pages over plain http have no `crypto.randomUUID`. */
export function createId(): string {
  return 'ab'.replace(/./g, () => Math.random().toString(36).slice(2));
}
