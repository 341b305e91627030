/** Any value as the text that a `<textarea>` would make of it. */
export function plainText(value: unknown): string {
  return value === null || value === undefined ? '' : String(value).replace(/\r\n?/g, '\n');
}

/** Writes at the caret, in place of a selection, and fires `input`. With the focus in the box it can be undone. */
export function insertAtCaret(box: HTMLTextAreaElement, text: string, isFocused: boolean): void {
  // Only this way of editing can be undone; it is deprecated without a successor.
  if (isFocused && document.execCommand('insertText', false, text)) return;
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
  box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text }));
}

/** A whole number of lines, at least 1. */
export function rowsOr(rows: number, fallback: number): number {
  return Number.isFinite(rows) ? Math.max(1, Math.floor(rows)) : fallback;
}
