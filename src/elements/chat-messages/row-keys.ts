import { rowOf } from './active-rows-controller.js';

/**
 * The list is one stop of the Tab key. From there the arrow keys go from row to row, Enter into a row's tools, Escape back; Page
 * Up, Page Down and the others scroll as everywhere.
 *
 * @returns whether the key was used
 */
export function moveByKey(event: KeyboardEvent, viewport: HTMLElement, rows: readonly HTMLElement[]): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const target = event.target as HTMLElement;
  const row = rowOf(target);
  if (row === undefined) {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return false;
    return focusRow(lastInView(viewport, rows));
  }
  switch (event.key) {
    case 'ArrowUp':
      return focusRow(row.previousElementSibling ?? row);
    case 'ArrowDown':
      return focusRow(row.nextElementSibling ?? row);
    case 'Home':
      return focusRow(rows[0]);
    case 'End':
      return focusRow(rows.at(-1));
    case 'Escape':
      viewport.focus({ preventScroll: true });
      return true;
    case 'Enter':
    case ' ':
      return press(target, row);
    default:
      return false;
  }
}

/** A place where keys write: the page's own, in a row that it drew. */
export function isField(target: EventTarget | null): boolean {
  return (target as Element).closest('input, textarea, select, [contenteditable]') !== null;
}

/** Rows take the focus only by this function, so a click into the list does not stop it. */
export function focusRow(row: Element | undefined, options?: FocusOptions): boolean {
  if (!(row instanceof HTMLElement)) return false;
  row.tabIndex = -1;
  row.focus(options);
  return true;
}

function press(target: HTMLElement, row: HTMLElement): boolean {
  if (target === row) {
    const control = row.querySelector<HTMLElement>('.tools [data-action], .trouble [data-action]') ?? row.querySelector<HTMLElement>('[data-action]');
    control?.focus();
    return control !== null;
  }
  // Native buttons press themselves.
  if (target.getAttribute('role') !== 'button') return false;
  target.click();
  return true;
}

function lastInView(viewport: HTMLElement, rows: readonly HTMLElement[]): HTMLElement | undefined {
  const end = viewport.scrollTop + viewport.clientHeight;
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i];
    if (row !== undefined && row.offsetTop + row.offsetHeight <= end + 1) return row;
  }
  return rows[0];
}
