const MARK_MS = 2_000;

/** Frames a row for a moment, without moving anything: the frame fades, or just goes where motion is unwanted. */
export function markRow(row: HTMLElement): void {
  const easing = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'step-end' : 'ease-in';
  row.animate([{ offset: 0, boxShadow: 'inset 0 0 0 2px var(--_accent)' }], { duration: MARK_MS, easing });
}
