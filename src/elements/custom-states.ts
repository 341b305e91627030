/**
 * Sets the custom states of an element (`:state(name)` in CSS). Engines from before that syntax take only names with two dashes
 * (`:--name`).
 */
export function setStates({ states }: ElementInternals, wanted: Readonly<Record<string, boolean>>): void {
  for (const [name, isOn] of Object.entries(wanted)) {
    const change = isOn ? 'add' : 'delete';
    try {
      states[change](name);
    } catch {
      states[change](`--${name}`);
    }
  }
}
