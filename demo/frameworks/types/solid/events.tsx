import type {} from 'ivs-chat-elements/types/solid';

export const right = (
  <div>
    <ivs-chat-room
      on:ivs-chat-connect={(event) => event.detail.user?.userId.toUpperCase()}
      on:ivs-chat-link-click={(event) => event.detail.url.trim()}
      on:ivs-chat-before-send={(event) => (event.detail.content += '!')}
    />
    <ivs-chat-input on:ivs-chat-send={({ detail }) => detail.content.trim()} />
  </div>
);

export const wrong = [
  // @ts-expect-error no such detail
  <ivs-chat-messages on:ivs-chat-link-click={(event) => event.detail.href} />,
  // @ts-expect-error no such detail
  <ivs-chat-room on:ivs-chat-connect={(event) => event.detail.nobody} />,
  // @ts-expect-error not a listener
  <ivs-chat-room on:ivs-chat-message={true} />,
];
