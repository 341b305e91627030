import { html, type TemplateResult } from 'lit';

/** Drawn as strokes, on whole coordinates: they compress best. */
const icon = (path: string): TemplateResult => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

export const trashIcon = icon('M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5');
export const removeUserIcon = icon('M3 20c1-8 9-8 11-5M9 3a4 4 0 1 0 1 0ZM16 15l5 5M21 15l-5 5');
export const sendIcon = icon('M4 12 3 4l18 8-18 8 1-8h8');
export const downIcon = icon('M12 5v14M6 13l6 6 6-6');
export const alertIcon = icon('M12 4 3 20h18ZM12 10v4M12 17v.1');
export const clockIcon = icon('M12 3a9 9 0 1 0 1 0ZM12 7v5l3 2');

/** By the badge's name; a badge without an icon shows its first letter. */
export const badgeIcons: ReadonlyMap<string, TemplateResult> = new Map(
  Object.entries({
    moderator: 'M12 3 5 6v5c0 5 3 8 7 10 4-2 7-5 7-10V6Z',
    broadcaster: 'M3 7h11v10H3ZM14 11l7-4v10l-7-4',
    staff: 'M14 6a4 4 0 0 0-5 6l-5 5 3 3 5-5a4 4 0 0 0 6-5l-3 3-3-1-1-3Z',
    subscriber: 'm12 3 3 6 6 1-4 4 1 6-6-3-6 3 1-6-4-4 6-1Z',
    vip: 'M7 5h10l4 5-9 10-9-10ZM3 10h18',
    verified: 'm4 13 5 5L20 7',
  }).map(([name, path]) => [name, icon(path)]),
);
