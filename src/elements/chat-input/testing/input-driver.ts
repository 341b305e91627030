import type { IvsChatInput } from '../ivs-chat-input.js';

export function boxOf(input: IvsChatInput): HTMLTextAreaElement {
  return part(input, 'textarea');
}

export function buttonOf(input: IvsChatInput): HTMLButtonElement {
  return part(input, 'send-button');
}

/** What the line under the box says about the last attempt to send. */
export function problemOf(input: IvsChatInput): string {
  return part<HTMLElement>(input, 'error').textContent.trim();
}

/** The number that the counter shows; `undefined` while it is not shown. */
export function counterOf(input: IvsChatInput): string | undefined {
  return input.shadowRoot?.querySelector('[part="counter"]')?.textContent.trim();
}

/** What a screen reader was told about the length. */
export function announcedOf(input: IvsChatInput): string {
  return input.shadowRoot?.getElementById('left')?.textContent.trim() ?? '';
}

/** Everything under the box. */
export function textOf(input: IvsChatInput): string {
  return input.shadowRoot?.querySelector('.foot')?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}

/** Writes as a person would: the box has the text, then fires `input`. */
export async function typeInto(input: IvsChatInput, text: string, isComposing = false): Promise<void> {
  const box = boxOf(input);
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text, isComposing }));
  await input.updateComplete;
}

/** An input method is in the middle of a word. */
export async function compose(input: IvsChatInput, text: string): Promise<void> {
  boxOf(input).dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true, composed: true }));
  await typeInto(input, text, true);
}

/** @returns whether the key keeps its usual effect, a new line */
export function pressEnter(input: IvsChatInput, init: KeyboardEventInit = {}): boolean {
  const key = { key: 'Enter', keyCode: 13, bubbles: true, composed: true, cancelable: true, ...init };
  return boxOf(input).dispatchEvent(new KeyboardEvent('keydown', key));
}

function part<T extends HTMLElement>(input: IvsChatInput, name: string): T {
  const found = input.shadowRoot?.querySelector<T>(`[part="${name}"]`);
  if (!found) throw new Error(`No part ${name}`);
  return found;
}
