import { expect } from '@open-wc/testing';
import { setStates } from './custom-states.js';

/** As Chromium before 125 has it: it refuses what is added, while it deletes what is not there without a word. */
class DashedStates extends Set<string> {
  override add(name: string): this {
    if (!name.startsWith('--')) throw new DOMException(`The specified value '${name}' must start with '--'.`, 'SyntaxError');
    return super.add(name);
  }
}

const internals = (states: Set<string>) => ({ states }) as unknown as ElementInternals;

describe('the custom states of an element', () => {
  for (const [engine, states, prefix] of [
    ['an engine of today', new Set<string>(), ''],
    ['an engine that takes names with two dashes alone', new DashedStates(), '--'],
  ] as const) {
    it(`come and go in ${engine}`, () => {
      setStates(internals(states), { connecting: true, connected: false, readonly: true });
      expect([...states].sort()).to.deep.equal([`${prefix}connecting`, `${prefix}readonly`]);
      setStates(internals(states), { connecting: false, connected: true, readonly: true });
      expect([...states].sort()).to.deep.equal([`${prefix}connected`, `${prefix}readonly`]);
    });
  }
});
