const warned = new Set<string>();

/** Tells the page's author about a bad value: once, however often the value is read. */
export function warnOnce(text: string): void {
  if (warned.has(text)) return;
  warned.add(text);
  console.warn(text);
}
