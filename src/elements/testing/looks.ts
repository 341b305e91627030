/** What a custom property changes: its name, a value, the element that is to look so, the style of that element, and what becomes of it. */
export type Look = readonly [property: string, value: string, find: () => Element | null | undefined, style: string, expected: string];

/** Sets each property in turn on an ancestor. Returns those that change nothing, or something else. */
export function wrongLooks(ancestor: HTMLElement, looks: readonly Look[]): unknown[] {
  const wrong: unknown[] = [];
  for (const [property, value, find, style, expected] of looks) {
    const now = (): string => getComputedStyle(find()!).getPropertyValue(style);
    const before = now();
    ancestor.style.setProperty(property, value);
    if (before === expected || now() !== expected) wrong.push([property, style, before, now()]);
    ancestor.style.removeProperty(property);
  }
  return wrong;
}

interface Declaration {
  readonly tagName?: string;
  readonly cssParts?: readonly { readonly name: string }[];
  readonly cssProperties?: readonly { readonly name: string }[];
}

/** The parts and custom properties of an element, as its documentation names them. */
export async function documentedLooks(tag: string): Promise<{ readonly parts: string[]; readonly properties: string[] }> {
  const { modules } = (await (await fetch('/custom-elements.json')).json()) as { modules: readonly { readonly declarations?: readonly Declaration[] }[] };
  const element = modules.flatMap(({ declarations = [] }) => declarations).find(({ tagName }) => tagName === tag);
  const names = (entries: readonly { readonly name: string }[] = []) => entries.map(({ name }) => name);
  return { parts: names(element?.cssParts), properties: names(element?.cssProperties) };
}
