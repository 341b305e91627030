/** What the Enter key does: sends, or starts a new line (then Ctrl+Enter or Cmd+Enter sends). */
export type EnterKey = 'send' | 'newline';

/**
 * An input method is using this key press. Safari ends the composition first and fires the Enter that ended it
 * afterwards, with `isComposing` false: only the key code 229 tells (https://bugs.webkit.org/show_bug.cgi?id=165004).
 */
export function isComposingKey(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Whether a key press asks to send. Never while an input method composes. */
export function isSendKey(event: KeyboardEvent, enter: EnterKey): boolean {
  if (event.key !== 'Enter' || isComposingKey(event)) return false;
  if (event.ctrlKey || event.metaKey) return true;
  return enter !== 'newline' && !event.shiftKey && !event.altKey;
}
