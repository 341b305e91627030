// Solid sets a property where `prop:` stands before its name.
import type {} from 'ivs-chat-elements/types/solid';

export const right = (
  <div>
    <ivs-chat-room prop:maxMessages={300} prop:theme="dark" prop:emotes={{ wave: { url: '/wave.png' } }} />
    <ivs-chat-messages prop:decorateMessage={({ content }) => ({ mention: content.includes('host') })} />
    <ivs-chat-input prop:maxRows={2} prop:value="Hello" />
  </div>
);

export const wrong = [
  // @ts-expect-error no such theme
  <ivs-chat-room prop:theme="pink" />,
  // @ts-expect-error no such property
  <ivs-chat-room prop:maxMesages={300} />,
  // @ts-expect-error not a number
  <ivs-chat-room prop:maxMessages="many" />,
  // @ts-expect-error not a list
  <ivs-chat-room prop:imageOrigins="https://cdn.example" />,
  // @ts-expect-error no such decoration
  <ivs-chat-messages prop:decorateMessage={() => ({ parts: 5 })} />,
  // @ts-expect-error no such key
  <ivs-chat-input prop:enter="maybe" />,
];
