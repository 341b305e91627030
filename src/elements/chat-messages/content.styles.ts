import { css } from 'lit';

/** What stands in a message besides its text. Boxes of pictures are fixed, so that a late one moves nothing. */
export const contentStyles = css`
  .link {
    color: var(--_accent);
    text-underline-offset: 2px;
    border-radius: 3px;
  }
  .mention {
    font-weight: 600;
  }
  .row[part~='message-mention'] {
    background: var(--ivs-chat-mention-bg, light-dark(#fff4d9, #33290f));
  }
  .row[part~='message-mention']::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    border-inline-start: 3px solid light-dark(#b07400, #e5a93c);
  }

  .emote {
    inline-size: var(--_emote);
    block-size: var(--_emote);
    margin-block: -4px;
    vertical-align: middle;
    object-fit: contain;
    --_emote: var(--ivs-chat-emote-size, 24px);
  }
  .compact .emote {
    --_emote: var(--ivs-chat-emote-size, 20px);
  }
  .sticker {
    display: block;
    inline-size: var(--_emote);
    block-size: var(--_emote);
    margin-block: 4px;
    object-fit: contain;
    --_emote: calc(var(--ivs-chat-emote-size, 24px) * 4);
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
    overflow: hidden;
    object-fit: cover;
    font-size: calc(var(--_avatar) * 0.55);
    font-weight: 700;
    line-height: 1;
    color: var(--_bg);
    background: var(--_name);
    --_avatar: var(--ivs-chat-avatar-size, 20px);
  }
`;
