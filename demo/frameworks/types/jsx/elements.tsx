// Compiled once for each framework with JSX; what differs between them is their events.
import type { IvsChatRoom } from 'ivs-chat-elements';

const messages = [{ id: '1', content: 'One', sender: { userId: 'ada' } }] as unknown as IvsChatRoom['messages'];

export const right = (
  <div>
    <ivs-chat-room
      id="chat"
      token-endpoint="/token"
      max-messages={300}
      theme="dark"
      manual
      strings={{ chat: 'Talk' }}
      emotes={{ wave: { url: '/wave.png' } }}
      badges={{ vip: { label: 'VIP' } }}
      imageOrigins={['https://cdn.example']}
      linkSchemes={['https']}
      tokenProvider={async () => ({ token: 'a-token' })}
    >
      <p slot="header">Hello</p>
    </ivs-chat-room>
    <ivs-chat-messages for="chat" messages={messages} deleted="hide" avatars no-badges />
    <ivs-chat-messages
      decorateMessage={({ content }) => ({ mention: content.includes('host') })}
      renderMessage={({ content }) => (content === '' ? 'Nothing' : undefined)}
    />
    <ivs-chat-input for="chat" enter="newline" maxRows={2} required />
  </div>
);

export const wrong = [
  // @ts-expect-error no such theme
  <ivs-chat-room theme="pink" />,
  // @ts-expect-error not a number
  <ivs-chat-room max-messages="many" />,
  // @ts-expect-error no such property
  <ivs-chat-room tokenProvidr={async () => ({ token: 'a-token' })} />,
  // @ts-expect-error not a function that gives tokens
  <ivs-chat-room tokenProvider={() => 5} />,
  // @ts-expect-error a picture has an address
  <ivs-chat-room emotes={{ wave: {} }} />,
  // @ts-expect-error no such decoration
  <ivs-chat-messages decorateMessage={() => ({ parts: 5 })} />,
  // @ts-expect-error not a list
  <ivs-chat-room imageOrigins="https://cdn.example" />,
  // @ts-expect-error no such way to hide them
  <ivs-chat-messages deleted="sometimes" />,
  // @ts-expect-error not a list
  <ivs-chat-messages messages="one" />,
  // @ts-expect-error no such key
  <ivs-chat-input enter="maybe" />,
];
