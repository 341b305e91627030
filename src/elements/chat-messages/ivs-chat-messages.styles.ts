import { css } from 'lit';

export const messagesStyles = css`
  :host {
    display: grid;
    grid: minmax(0, 1fr) / minmax(0, 1fr);
    position: relative;
    block-size: 320px;
    min-block-size: 0;
    min-inline-size: 0;
    --_name-contrast: var(--ivs-chat-name-contrast, 0.49);
  }

  .viewport {
    grid-area: 1 / 1;
    /* Rows are measured from here. */
    position: relative;
    display: flex;
    flex-direction: column;
    contain: strict;
    container-type: inline-size;
    overflow: hidden auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    /* Rows do not wrap anew when the first one scrolls out of view. */
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    scrollbar-color: color-mix(in srgb, var(--_muted-fg) 45%, transparent) transparent;
    touch-action: pan-y;
    -webkit-tap-highlight-color: transparent;
  }
  .viewport:focus-visible {
    border-radius: 4px;
  }
  /* What clips its contents would clip their frames as well. */
  .viewport:focus-visible,
  .viewport :focus-visible {
    outline-offset: -2px;
  }
  .compact {
    font-size: var(--ivs-chat-font-size, 13px);
    line-height: 1.35;
    --_row-pad: var(--ivs-chat-row-pad, 2px);
  }

  .list {
    flex: none;
    margin-block-start: auto;
    /* Lines stay readable in a wide room. */
    max-inline-size: 50em;
    padding-block: 6px;
    padding-inline: max(0px, var(--_gap) - 8px);
  }
  .notice {
    flex: none;
    padding-block: 10px 4px;
    text-align: center;
    font-size: 0.857em;
    color: var(--_muted-fg);
  }
  .row {
    position: relative;
    contain: layout style paint;
    padding-block: var(--_row-pad);
    padding-inline: 8px;
    border-radius: 8px;
    overflow-wrap: anywhere;
    /* 500 signs of any language fit into it, 240px wide; 500 of the widest signs that there are do not. */
    max-block-size: 56em;
    --_name: light-dark(
      oklch(from var(--_c) min(l, 1 - var(--_name-contrast)) min(c, 0.19) h),
      oklch(from var(--_c) max(l, 0.25 + var(--_name-contrast)) min(c, 0.16) h)
    );
  }
  .row[part~='message-own'] {
    background: var(--ivs-chat-own-bg, transparent);
  }
  .row:focus-within {
    background: var(--_row-hover-bg);
  }

  .reply {
    display: block;
    inline-size: fit-content;
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 0.857em;
    color: var(--_muted-fg);
    border-radius: 3px;
  }
  .reply::before {
    content: '';
    box-sizing: border-box;
    display: inline-block;
    inline-size: 0.9em;
    block-size: 0.5em;
    margin-inline: 0.5em;
    border: solid;
    border-width: 0;
    border-block-start-width: 1.5px;
    border-inline-start-width: 1.5px;
    border-start-start-radius: 5px;
  }
  .reply[role] {
    cursor: pointer;
  }
  .reply b {
    font-weight: 600;
  }

  .time {
    margin-inline-end: 2px;
    font-size: 0.857em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    unicode-bidi: plaintext;
    color: var(--_muted-fg);
  }
  .badge {
    display: inline-grid;
    place-items: center;
    inline-size: 16px;
    block-size: 16px;
    vertical-align: middle;
    margin-block: -4px -2px;
    margin-inline-end: 1px;
    border-radius: 4px;
    overflow: hidden;
    font-size: 10px;
    font-weight: 700;
    line-height: 1;
    color: #fff;
    background: #5c6270;
  }
  .badge.moderator {
    background: #12804a;
  }
  .badge.broadcaster {
    background: #c42f45;
  }
  .badge.staff,
  .badge.verified {
    background: #1b6fb3;
  }
  .badge.subscriber {
    background: #5b45e0;
  }
  .badge.vip {
    background: #b32aa5;
  }
  .badge .icon {
    inline-size: 12px;
    block-size: 12px;
  }
  .badge.subscriber .icon {
    fill: currentcolor;
  }

  .author {
    font-weight: 600;
    color: var(--_name);
    cursor: pointer;
    border-radius: 3px;
  }
  :host([name-colors='raw']) .author.chosen {
    color: var(--_c);
  }
  :host([name-colors='off']) .author {
    color: inherit;
  }
  @supports not (color: oklch(from red l c h)) {
    .author {
      color: inherit;
    }
  }
  .author:focus-visible,
  .link:focus-visible {
    outline-offset: 1px;
  }
  .content {
    unicode-bidi: isolate;
    white-space: pre-line;
  }
  .row[part~='message-pending'] .content {
    opacity: 0.75;
  }

  .sending,
  .look-alike {
    display: inline-block;
    vertical-align: -0.15em;
    line-height: 1;
    color: var(--_muted-fg);
  }
  .look-alike {
    color: light-dark(#9a5b00, #ffbe55);
  }
  .tombstone {
    font-style: italic;
    unicode-bidi: plaintext;
    color: var(--_muted-fg);
  }
  .trouble {
    font-size: 0.9em;
    color: var(--_danger);
  }
  .trouble .icon {
    vertical-align: -0.13em;
  }
  .reason {
    unicode-bidi: plaintext;
  }
  .choices {
    white-space: nowrap;
  }
  .text-button {
    padding: 1px 5px;
    border-radius: 6px;
    font-weight: 600;
    color: var(--_accent);
  }

  .empty {
    grid-area: 1 / 1;
    place-self: center;
    max-inline-size: 100%;
    padding: var(--_gap);
    text-align: center;
    color: var(--_muted-fg);
  }

  .jump {
    grid-area: 1 / 1;
    align-self: end;
    z-index: 1;
    display: flex;
    justify-content: center;
    /* The scrollbar stays free. */
    margin-inline-end: 12px;
    padding-block: 28px 10px;
    padding-inline-start: 12px;
    pointer-events: none;
    /* Rows fade out below it instead of showing through. */
    background: linear-gradient(transparent, var(--_bg) 62%);
    animation: fade-in 120ms;
  }
  .jump.high {
    align-self: start;
    padding-block: 10px 28px;
    background: linear-gradient(var(--_bg) 38%, transparent);
  }
  .jump-button {
    display: flex;
    align-items: center;
    gap: 6px;
    max-inline-size: 100%;
    min-block-size: 32px;
    padding: 4px 14px 4px 11px;
    border-radius: 16px;
    font-size: 13px;
    font-weight: 600;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
    color: var(--_accent-fg);
    background: var(--_jump-bg);
    box-shadow: 0 2px 8px rgb(0 0 0 / 0.2);
    pointer-events: auto;
  }
  .jump-button .icon {
    flex: none;
    inline-size: 15px;
    block-size: 15px;
    stroke-width: 2.4;
  }
  @media (hover: hover) {
    .row:hover {
      background: var(--_row-hover-bg);
    }
    .author:hover,
    .reply[role]:hover,
    .text-button:hover {
      text-decoration: underline;
      text-underline-offset: 2px;
    }
    .jump-button:hover {
      background: color-mix(in srgb, var(--_jump-bg) 88%, var(--_fg));
    }
  }
  @keyframes fade-in {
    from {
      opacity: 0;
    }
  }

  /* Also where a page says how its parts are displayed. */
  .time:empty,
  :host([no-timestamps]) .time,
  :host([no-badges]) .badge {
    display: none !important;
  }
  /* Narrow: the time goes first, badges next. */
  @container (max-inline-size: 279px) {
    .time {
      display: none;
    }
  }
  @container (max-inline-size: 219px) {
    .badge {
      display: none;
    }
  }

  @media (pointer: coarse) {
    .text-button {
      min-block-size: 44px;
      min-inline-size: 44px;
    }
    .jump-button {
      min-block-size: 44px;
      border-radius: 22px;
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --_name-contrast: var(--ivs-chat-name-contrast, 0.62);
    }
    .time,
    .tombstone,
    .sending {
      color: var(--_fg);
    }
    .row[part~='message-pending'] .content {
      opacity: 1;
    }
  }
  @media (forced-colors: active) {
    .badge,
    .jump-button {
      border: 1px solid ButtonText;
    }
    .jump {
      background: none;
    }
    .row:focus-visible {
      outline-color: Highlight;
    }
  }
`;
