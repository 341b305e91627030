/**
 * Sets the custom states of an element (`:state(name)` in CSS). Chromium before 125 takes only names with two dashes (`:--name`),
 * and refuses others when they are added, not when they are deleted.
 */
export function setStates({ states }: ElementInternals, wanted: Readonly<Record<string, boolean>>): void {
  for (const [name, isOn] of Object.entries(wanted)) {
    const change = isOn ? 'add' : 'delete';
    try {
      states[change](name);
    } catch {
      states.add(`--${name}`);
    }
    if (!isOn) states.delete(`--${name}`);
  }
}
