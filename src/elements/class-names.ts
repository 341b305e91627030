/** The names that hold, as the value of a `class` attribute. */
export function classNames(names: Readonly<Record<string, boolean>>): string {
  return Object.keys(names)
    .filter((name) => names[name])
    .join(' ');
}
