import { css } from 'lit';

/** What stands in a message besides its text. Boxes of pictures are fixed, so that a late one moves nothing. */
export const contentStyles = css`
  :host {
    --_emote: var(--ivs-chat-emote-size, 24px);
    --_avatar: var(--ivs-chat-avatar-size, 20px);
  }
  .compact {
    --_emote: var(--ivs-chat-emote-size, 20px);
    --_avatar: var(--ivs-chat-avatar-size, 18px);
  }

  .link {
    color: var(--ivs-chat-link, var(--_accent));
    text-underline-offset: 2px;
    border-radius: 3px;
  }
  .mention {
    font-weight: 600;
  }
  .row[part~='message-mention'] {
    padding-block: calc(var(--_row-pad) - 1px);
    /* Two of them are two. */
    border-block: 1px solid transparent;
    background: var(--ivs-chat-mention-bg, light-dark(#fff4d9, #33290f)) padding-box;
  }
  .row[part~='message-mention']::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    border-inline-start: 3px solid light-dark(#b07400, #e5a93c);
  }

  .emote,
  .sticker {
    inline-size: var(--_emote);
    block-size: var(--_emote);
    margin-block: -5px -3px;
    vertical-align: middle;
    object-fit: contain;
  }
  .sticker {
    display: block;
    inline-size: calc(var(--_emote) * 4);
    block-size: calc(var(--_emote) * 4);
    margin-block: 4px;
  }
  img.badge {
    background: none;
    object-fit: contain;
  }
  .avatar {
    display: inline-grid;
    place-items: center;
    inline-size: var(--_avatar);
    block-size: var(--_avatar);
    margin-block: -4px -2px;
    margin-inline-end: 1px;
    vertical-align: middle;
    border-radius: 50%;
    object-fit: cover;
    font-size: calc(var(--_avatar) * 0.55);
    font-weight: 700;
    line-height: 1;
    color: var(--_bg);
  }
  span.avatar {
    background: var(--_name);
  }
`;
