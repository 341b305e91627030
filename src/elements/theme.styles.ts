import { css } from 'lit';

/**
 * The look that the three elements share. Public properties (`--ivs-chat-*`) are only read here, with a default for light
 * and dark, so that any ancestor may set them; the `--_*` aliases are private to a shadow root.
 */
export const themeStyles = css`
  :host {
    --_bg: var(--ivs-chat-bg, light-dark(#ffffff, #17181c));
    --_fg: var(--ivs-chat-fg, light-dark(#1a1b20, #e9eaee));
    --_muted-fg: var(--ivs-chat-muted-fg, light-dark(#626672, #9b9faa));
    --_border: var(--ivs-chat-border, light-dark(#e2e4ea, #2b2d34));
    --_accent: var(--ivs-chat-accent, light-dark(#5b45e0, #9585ff));
    --_accent-fg: var(--ivs-chat-accent-fg, light-dark(#ffffff, #14121f));
    --_danger: var(--ivs-chat-danger, light-dark(#c32f3d, #ff7d87));
    --_radius: var(--ivs-chat-radius, 14px);
    --_gap: var(--ivs-chat-gap, 14px);
    --_row-pad: var(--ivs-chat-row-pad, 4px);
    --_row-hover-bg: var(--ivs-chat-row-hover-bg, light-dark(#f3f4f8, #1f2126));
    --_input-bg: var(--ivs-chat-input-bg, light-dark(#f5f6f9, #1f2126));
    --_input-border: var(--ivs-chat-input-border, light-dark(#8d919d, #6d717c));
    --_button-bg: var(--ivs-chat-button-bg, var(--_accent));
    --_jump-bg: var(--ivs-chat-jump-bg, var(--_accent));
    font: 400 var(--ivs-chat-font-size, 14px) / 1.45 var(--ivs-chat-font, system-ui, sans-serif);
    color: var(--_fg);
    /* What a page says about its own text must not bend the chat: a centred column, a shouting headline. */
    letter-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
  }
  :host([hidden]) {
    display: none !important;
  }
  * {
    box-sizing: border-box;
    margin: 0;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  button {
    padding: 0;
    border: 0;
    font: inherit;
    color: inherit;
    background: none;
    cursor: pointer;
    touch-action: manipulation;
  }
  .icon {
    inline-size: 1em;
    block-size: 1em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
