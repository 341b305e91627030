import { css } from 'lit';

export const inputStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  .base {
    display: flex;
    align-items: flex-end;
    background: var(--_input-bg);
    border: 1px solid var(--_input-border);
    border-radius: min(var(--_radius), 12px);
    transition:
      border-color 120ms,
      box-shadow 120ms;
    --_ring: var(--_accent);
  }
  .base:has([aria-invalid]) {
    --_ring: var(--_danger);
    border-color: var(--_danger);
  }
  .base:focus-within {
    border-color: var(--_ring);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--_ring) 32%, transparent);
  }
  .base:has(textarea:is(:read-only, :disabled)) {
    border-color: var(--_border);
  }

  .field {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    --_line: 20px;
    --_pad: 11px;
  }
  textarea,
  .copy {
    grid-area: 1 / 1;
    padding: var(--_pad) 12px;
    border: 0;
    font: inherit;
    line-height: var(--_line);
    letter-spacing: inherit;
    white-space: pre-wrap;
    overflow-wrap: break-word;
    max-block-size: calc(var(--_max-rows, 5) * var(--_line) + 2 * var(--_pad));
  }
  textarea {
    inline-size: 100%;
    block-size: 100%;
    field-sizing: content;
    resize: none;
    overflow-block: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    background: none;
    color: inherit;
    border-radius: inherit;
    /* Lines that scroll do not run through the padding, and the one with the cursor does not stop in it. */
    scroll-padding-block: 13px;
    mask-image: linear-gradient(transparent 7px, #000 11px, #000 calc(100% - 11px), transparent calc(100% - 7px));
  }
  textarea:focus-visible {
    outline: none;
  }
  /*
   * An invisible copy of the text in the same grid cell gives the box its height where it cannot size itself: nothing is measured.
   * Where it can, the taller of the two counts, as a page may style the box but not its copy. WebKit would not notice that generated
   * content changed.
   */
  .copy {
    visibility: hidden;
    overflow: hidden;
  }
  textarea::placeholder {
    color: var(--_muted-fg);
    opacity: 1;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  textarea:is(:read-only, :disabled) {
    color: var(--_muted-fg);
    -webkit-text-fill-color: currentcolor;
    opacity: 1;
  }

  button {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    margin: 3px;
    border-radius: min(var(--_radius), 9px);
    background: var(--_button-bg);
    color: var(--_accent-fg);
    -webkit-tap-highlight-color: transparent;
    transition:
      background-color 120ms,
      color 120ms;
  }
  button[aria-disabled='true'],
  button:disabled {
    background: transparent;
    color: var(--_muted-fg);
    cursor: default;
  }
  button:focus-visible {
    outline-offset: 1px;
  }
  @media (hover: hover) {
    button:not([aria-disabled='true'], :disabled):hover {
      background: color-mix(in srgb, var(--_button-bg) 88%, var(--_fg));
    }
  }
  button:not([aria-disabled='true'], :disabled):active {
    background: color-mix(in srgb, var(--_button-bg) 78%, var(--_fg));
  }
  .icon {
    inline-size: 20px;
    block-size: 20px;
  }
  :host(:dir(rtl)) .icon {
    transform: scaleX(-1);
  }

  .foot {
    display: flex;
    align-items: baseline;
    padding-inline: 4px;
    font-size: 12px;
    line-height: 18px;
    color: var(--_muted-fg);
  }
  .foot > * {
    padding-block-start: 4px;
  }
  .foot > :empty {
    padding: 0;
  }
  .base:has(textarea:is(:read-only, :disabled)) button {
    opacity: 0.5;
  }
  .error {
    color: var(--_danger);
    overflow-wrap: anywhere;
  }
  .counter {
    margin-inline-start: auto;
    padding-inline-start: 12px;
    font-variant-numeric: tabular-nums;
  }
  .counter.over-limit {
    color: var(--_danger);
    font-weight: 600;
  }

  @media (pointer: coarse) {
    /* iOS zooms the page when text under 16 px gets the focus. */
    .field {
      font-size: max(16px, 1em);
      --_line: 22px;
      --_pad: 13px;
    }
    button {
      inline-size: 44px;
      block-size: 44px;
      margin: 2px;
    }
  }
  @media (prefers-contrast: more) {
    .base:has(textarea:is(:read-only, :disabled)) {
      border-color: var(--_input-border);
    }
    textarea::placeholder {
      color: var(--_fg);
    }
  }
  @media (forced-colors: active) {
    .base:focus-within {
      outline: 2px solid Highlight;
    }
    button:not([aria-disabled='true'], :disabled) {
      border: 1px solid ButtonText;
    }
  }
`;
