import { VERSION } from '../version.js';

/** Where a registered class tells its package version to another copy of this package. */
const versionKey = Symbol.for('ivs-chat-elements.version');
let hasWarned = false;

/**
 * Registers an element unless its tag is taken: the first definition wins. Pages load widgets twice; the second copy warns once
 * and changes nothing. Does nothing where there is no registry (on a server).
 */
export function defineElement(tag: string, elementClass: CustomElementConstructor): void {
  if (typeof customElements === 'undefined') return;
  const existing = customElements.get(tag);
  if (existing === elementClass) return;
  if (existing === undefined) {
    Object.defineProperty(elementClass, versionKey, { value: VERSION });
    customElements.define(tag, elementClass);
    return;
  }
  if (hasWarned) return;
  hasWarned = true;
  const other = (Reflect.get(existing, versionKey) as string | undefined) ?? 'unknown';
  console.warn(`<${tag}> is already defined by version ${other} of ivs-chat-elements; version ${VERSION} leaves it as it is.`);
}
