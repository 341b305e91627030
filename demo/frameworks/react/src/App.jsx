import { useEffect, useRef, useState } from 'react';

const strings = { messagePlaceholder: 'Say it' };
const emotes = { wave: { url: '/wave.svg' } };
const tokenParams = { show: 'synth' };
const tokenProvider = async () => (await fetch('/token', { method: 'POST' })).json();
const first = { id: '1', content: 'One', sender: { userId: 'ada' } };
const second = { id: '2', content: 'Two', sender: { userId: 'ada' } };

function beforeSend(event) {
  if (event.detail.content === 'cancel me') event.preventDefault();
  else event.detail.content += ' (by React)';
}

export function App() {
  const [open, setOpen] = useState(true);
  const [label, setLabel] = useState('Lounge');
  const [readOnly, setReadOnly] = useState(false);
  const [ownList, setOwnList] = useState(false);
  const [ownInput, setOwnInput] = useState(false);
  const [count, setCount] = useState(0);
  const [who, setWho] = useState('');
  const [sent, setSent] = useState('');
  const [sends, setSends] = useState(0);
  const [mounts, setMounts] = useState(0);
  const alone = useRef(null);
  const [link, setLink] = useState('');
  const [odd, setOdd] = useState([]);
  const [messages, setMessages] = useState([first]);
  const [rooms, setRooms] = useState(['red', 'blue']);
  useEffect(() => {
    const input = alone.current;
    const onSend = () => setSends((before) => before + 1);
    setMounts((before) => before + 1);
    input.addEventListener('ivs-chat-send', onSend);
    return () => input.removeEventListener('ivs-chat-send', onSend);
  }, []);
  const hear = ({ type }) => setOdd((before) => [...before, type]);
  function linkClick(event) {
    event.preventDefault();
    setLink(event.detail.url);
  }
  return (
    <>
      <button id="toggle" onClick={() => setOpen(!open)}>Toggle</button>
      <button id="rename" onClick={() => setLabel('Cellar')}>Rename</button>
      <button id="lock" onClick={() => setReadOnly(!readOnly)}>Lock</button>
      <button id="own-list" onClick={() => setOwnList(!ownList)}>Own list</button>
      <button id="own-input" onClick={() => setOwnInput(!ownInput)}>Own input</button>
      <output id="who">{who}</output>
      {open && (
        <ivs-chat-room
          id="main"
          token-endpoint="/token"
          label={label}
          maxMessages={3}
          readOnly={readOnly}
          strings={strings}
          emotes={emotes}
          tokenParams={tokenParams}
          onivs-chat-connect={(event) => setWho(event.detail.user.userId)}
          onivs-chat-message={() => setCount((before) => before + 1)}
          onivs-chat-before-send={beforeSend}
          onivs-chat-link-click={linkClick}
          onlowercaseevent={hear}
          onkebab-event={hear}
          oncamelEvent={hear}
          onCAPSevent={hear}
          onPascalEvent={hear}
        >
          <p slot="header" id="headline">{count} heard</p>
          {ownList && <ivs-chat-messages id="own" avatars no-timestamps deleted="hide" />}
          {ownInput && <ivs-chat-input id="own-box" placeholder="Your turn" />}
        </ivs-chat-room>
      )}

      <output id="link">{link}</output>
      <output id="odd">{odd.join()}</output>

      <ivs-chat-input
        id="alone"
        ref={alone}
        maxRows={2}
        readonly={readOnly}
        onivs-chat-send={(event) => setSent(event.detail.content)}
      />
      <output id="sent">{sent}</output>
      <output id="sends">{sends} sent, {mounts} mounted</output>
      <ivs-chat-messages id="shown" messages={messages} />
      <button id="add" onClick={() => setMessages([first, second])}>Add</button>

      <button id="add-room" onClick={() => setRooms([...rooms, 'green'])}>Add a room</button>
      <button id="drop-room" onClick={() => setRooms(rooms.slice(1))}>Drop the first room</button>
      <button id="turn" onClick={() => setRooms(rooms.toReversed())}>Turn the rooms round</button>
      <div id="rooms">
        {rooms.map((name) => <ivs-chat-room key={name} label={name} tokenProvider={tokenProvider} />)}
      </div>
    </>
  );
}
