import { css } from 'lit';

/** One panel, three bands: a quiet header, the list, the composer. One border, one radius. */
export const roomStyles = css`
  :host {
    display: block;
    block-size: 480px;
    max-block-size: 100%;
    min-inline-size: 0;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  .base {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: hidden;
    background: var(--_bg);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .header {
    border-block-end: 1px solid var(--_border);
  }
  .title-bar {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 14px var(--_gap);
  }
  .title {
    font-size: inherit;
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .dot {
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: light-dark(#15803d, #2fbf71);
  }
  .dot:not(.connected) {
    background: none;
    border: 2px solid var(--_muted-fg);
  }
  .dot.connecting {
    animation: breathe 1.4s ease-in-out infinite;
  }
  @media (forced-colors: active) {
    .dot {
      border: 2px solid CanvasText;
    }
    .dot.connected {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
  @keyframes breathe {
    50% {
      opacity: 0.3;
    }
  }

  .banner {
    flex: none;
    overflow: hidden;
    overflow-wrap: break-word;
  }
  .notice {
    display: flex;
    align-items: center;
    gap: 6px 10px;
    flex-wrap: wrap;
    padding: 8px var(--_gap);
    border-block-end: 1px solid var(--_border);
    color: var(--_muted-fg);
  }
  .notice.trouble {
    color: var(--_fg);
    border-inline-start: 3px solid var(--_danger);
    padding-inline-start: calc(var(--_gap) - 3px);
  }
  /* A connection that opens at once should not make the page jump. */
  .notice.early {
    animation: appear 0s linear 700ms both;
  }
  @keyframes appear {
    from {
      block-size: 0;
      padding-block: 0;
      border-block-end-width: 0;
      opacity: 0;
    }
  }
  .notice-text {
    flex: 1 1 12em;
    min-inline-size: 0;
  }
  .notice button {
    flex: none;
    font-weight: 600;
    color: var(--_accent);
    border: 1px solid;
    border-radius: 8px;
    padding: 3px 10px;
  }
  .notice button:hover {
    background: var(--_row-hover-bg);
  }

  /* Bands that the page adds stand in line with the rest; its own styles win. A placeholder that is empty is no band. */
  ::slotted(:is([slot='banner'], [slot='pinned'], [slot='footer']):not(:empty)) {
    margin: 0;
    padding: 8px var(--_gap);
    border-block-end: 1px solid var(--_border);
  }

  .body {
    display: flex;
    flex-direction: column;
  }
  .body,
  .body > ivs-chat-messages,
  .body > ::slotted(ivs-chat-messages) {
    flex: 1 1 0;
    min-block-size: 0;
  }

  .footer {
    border-block-start: 1px solid var(--_border);
  }
  .composer {
    padding: 10px;
  }
  .note {
    padding: 12px var(--_gap);
    text-align: center;
    color: var(--_muted-fg);
  }
  .body > ::slotted(ivs-chat-input) {
    flex: none;
    margin: 10px;
  }
`;
