import 'stream-chat-react/css/index.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { StreamChat } from 'stream-chat';
import { Channel, Chat, VirtualizedMessageList, Window } from 'stream-chat-react';
import { connect, nameOf } from '../pages/connect.ts';

// Its own client, without its service: what the service would say comes from our socket.
const client = new StreamChat('benchmark');
client._setUser({ id: 'viewer-0', name: 'viewer-0' });
client.wsPromise = Promise.resolve();
client.wsConnection = { connectionID: 'benchmark', isHealthy: true };
const channel = client.channel('livestream', 'benchmark', { name: 'benchmark' });
channel.initialized = true;
channel.watch = () => Promise.resolve({});
channel.markRead = () => Promise.resolve(null);
channel.data = { ...channel.data, own_capabilities: ['send-message'], config: {} };
client.configs[channel.cid] = {};

createRoot(document.querySelector('#place')).render(
  createElement(Chat, { client }, createElement(Channel, { channel }, createElement(Window, null, createElement(VirtualizedMessageList)))),
);

void connect((message) => {
  const user = { id: message.Sender.UserId, name: nameOf(message) };
  const at = message.SendTime;
  client.dispatchEvent({
    type: 'message.new',
    cid: channel.cid,
    channel_type: channel.type,
    channel_id: channel.id,
    user,
    message: { id: message.Id, cid: channel.cid, text: message.Content, type: 'regular', user, attachments: [], created_at: at, updated_at: at },
  });
});
