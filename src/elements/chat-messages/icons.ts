import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const icon = (paths: SVGTemplateResult): TemplateResult => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`;

export const trashIcon = icon(svg`<path d="M4 7h16M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10.2 11v5M13.8 11v5" />`);
export const removeUserIcon = icon(svg`<path d="M3.5 19.5c.5-3.6 2.9-5.5 6-5.5 1.5 0 2.8.4 3.8 1.2M13.3 7.5a3.8 3.8 0 1 1-7.6 0 3.8 3.8 0 0 1 7.6 0ZM16 15.5l4.5 4.5M20.5 15.5 16 20" />`);
export const downIcon = icon(svg`<path d="M12 5v14M6 13l6 6 6-6" />`);
export const alertIcon = icon(svg`<path d="M12 4 2.8 19.5h18.4L12 4ZM12 10v4.5M12 17.2v.1" />`);
export const clockIcon = icon(svg`<path d="M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM12 7v5l3.3 2" />`);

/** By the badge's name; a badge without an icon shows its first letter. */
export const badgeIcons: ReadonlyMap<string, TemplateResult> = new Map([
  ['moderator', icon(svg`<path d="M12 3.5 5 6v5.5c0 4.3 2.8 7.3 7 9 4.2-1.7 7-4.7 7-9V6l-7-2.5Z" />`)],
  ['broadcaster', icon(svg`<path d="M3.5 7h11v10h-11zM14.5 11l6-3.5v9l-6-3.5" />`)],
  ['staff', icon(svg`<path d="M14.5 6.5a4.3 4.3 0 0 0-5.3 5.5L4 17.2 6.8 20l5.2-5.2a4.3 4.3 0 0 0 5.5-5.3l-2.7 2.7-2.5-.5-.5-2.5 2.7-2.7Z" />`)],
  ['subscriber', icon(svg`<path d="m12 4 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8L12 4Z" />`)],
  ['vip', icon(svg`<path d="M7 5h10l4 5-9 10L3 10l4-5ZM3 10h18" />`)],
  ['verified', icon(svg`<path d="m4.5 12.5 5 5 10-11" />`)],
]);
