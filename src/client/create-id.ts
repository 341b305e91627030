/** A random UUID. Pages over plain http have no `crypto.randomUUID`, some runtimes no `crypto` at all. */
export function createId(): string {
  const { crypto } = globalThis;
  if (typeof crypto?.randomUUID === 'function') return crypto.randomUUID();
  const byte = (): number =>
    typeof crypto?.getRandomValues === 'function' ? crypto.getRandomValues(new Uint8Array(1))[0]! : Math.floor(Math.random() * 256);
  const hex = Array.from({ length: 16 }, (_, index) => {
    const value = byte();
    const marked = index === 6 ? (value & 0x0f) | 0x40 : index === 8 ? (value & 0x3f) | 0x80 : value;
    return marked.toString(16).padStart(2, '0');
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
