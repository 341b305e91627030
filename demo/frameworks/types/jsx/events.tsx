// React and Preact: `on` before the name of the event.
export const right = (
  <div>
    <ivs-chat-room
      onivs-chat-connect={(event) => event.detail.user?.userId.toUpperCase()}
      onivs-chat-link-click={(event) => event.detail.url.trim()}
      onivs-chat-before-send={(event) => (event.detail.content += '!')}
    />
    <ivs-chat-input onivs-chat-send={({ detail }) => detail.content.trim()} />
  </div>
);

export const wrong = [
  // @ts-expect-error no such detail
  <ivs-chat-messages onivs-chat-link-click={(event) => event.detail.href} />,
  // @ts-expect-error no such detail
  <ivs-chat-room onivs-chat-connect={(event) => event.detail.nobody} />,
  // @ts-expect-error not a listener
  <ivs-chat-room onivs-chat-message={true} />,
];
