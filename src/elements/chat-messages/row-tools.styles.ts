import { css } from 'lit';

/** Over the row's upper end corner, inside the row, so that they cover no other one. */
export const rowToolsStyles = css`
  .tools {
    position: absolute;
    inset-block-start: 1px;
    inset-inline-end: 2px;
    display: flex;
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: 7px;
    background: var(--_bg);
    box-shadow: 0 1px 4px rgb(0 0 0 / 0.14);
    animation: fade-in 120ms;
  }
  .tool {
    display: grid;
    place-items: center;
    inline-size: 30px;
    block-size: 24px;
    color: var(--_fg);
  }
  .tool.danger {
    color: var(--_danger);
  }
  .tool .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .tool:focus-visible {
    border-radius: 6px;
  }
  .tool-label {
    display: none;
  }
  @media (hover: hover) {
    .tool:hover {
      background: var(--_row-hover-bg);
    }
    .tool.danger:hover {
      color: var(--_bg);
      background: var(--_danger);
    }
  }
  .compact .tool {
    block-size: 19px;
  }
  .compact .tools {
    inset-block-start: 0;
  }

  @media (pointer: coarse) {
    /* Under the text, with words, where a finger finds them. */
    .tools {
      position: static;
      inline-size: fit-content;
      max-inline-size: 100%;
      flex-wrap: wrap;
      margin-block: 4px;
      box-shadow: none;
    }
    .tool,
    .compact .tool {
      grid-auto-flow: column;
      gap: 8px;
      inline-size: auto;
      min-inline-size: 44px;
      block-size: 44px;
      padding-inline: 14px;
      font-weight: 600;
    }
    .tool-label {
      display: inline;
    }
  }
  @media (prefers-contrast: more) {
    .tools {
      border-color: currentcolor;
    }
  }
  @media (forced-colors: active) {
    .tools {
      border-color: ButtonText;
    }
  }
`;
