import { css } from 'lit';

export const moderationDialogStyles = css`
  dialog {
    inline-size: min(360px, 100vi - 32px);
    max-block-size: min(480px, 100dvb - 32px);
    margin: auto;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    color: var(--_fg);
    background: var(--_bg);
    box-shadow: 0 12px 40px rgb(0 0 0 / 0.28);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.45);
  }
  form {
    padding: 20px;
    overflow-wrap: anywhere;
  }
  .dialog-title {
    margin-block-end: 10px;
    font-size: 16px;
    font-weight: 600;
    line-height: 1.35;
  }
  .quote,
  .note {
    margin-block-end: 16px;
    color: var(--_muted-fg);
  }
  .quote {
    max-block-size: 7.25em;
    overflow: hidden auto;
    scrollbar-width: thin;
    padding-inline: 10px;
    border-inline-start: 3px solid var(--_border);
  }
  .quote-author {
    font-weight: 600;
  }
  .reason-label {
    display: block;
    margin-block-end: 4px;
    font-size: 12px;
    color: var(--_muted-fg);
  }
  .reason-field {
    inline-size: 100%;
    min-block-size: 38px;
    padding: 6px 10px;
    border: 1px solid var(--_input-border);
    border-radius: 9px;
    font: inherit;
    color: inherit;
    background: var(--_input-bg);
  }
  .dialog-buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
    margin-block-start: 18px;
  }
  .button {
    min-block-size: 36px;
    padding: 6px 16px;
    border: 1px solid var(--_border);
    border-radius: 9px;
    font-weight: 600;
  }
  .button.danger {
    border-color: transparent;
    color: var(--_bg);
    background: var(--_danger);
  }
  @media (hover: hover) {
    .button:hover {
      background: var(--_row-hover-bg);
    }
    .button.danger:hover {
      background: color-mix(in srgb, var(--_danger) 88%, var(--_fg));
    }
  }

  @media (pointer: coarse) {
    .button,
    .reason-field {
      min-block-size: 44px;
    }
    /* iOS zooms the page when smaller text gets the focus. */
    .reason-field {
      font-size: max(16px, 1em);
    }
  }
  @media (prefers-contrast: more) {
    .button {
      border-color: currentcolor;
    }
  }
`;
