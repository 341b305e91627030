/**
 * Sets the custom states of an element (`:state(name)` in CSS). Engines from before that syntax take only names with two
 * dashes (`:--name`), and older ones have no custom states at all: there the call does nothing.
 */
export function setStates(internals: ElementInternals, states: Readonly<Record<string, boolean>>): void {
  const set: Set<string> | undefined = internals.states;
  if (set === undefined) return;
  for (const [name, isOn] of Object.entries(states)) {
    try {
      toggle(set, name, isOn);
    } catch {
      toggle(set, `--${name}`, isOn);
    }
  }
}

function toggle(set: Set<string>, name: string, isOn: boolean): void {
  if (isOn) set.add(name);
  else set.delete(name);
}
