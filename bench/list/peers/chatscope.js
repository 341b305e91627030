import '@chatscope/chat-ui-kit-styles/dist/default/styles.min.css';
import { ChatContainer, MainContainer, Message, MessageList } from '@chatscope/chat-ui-kit-react';
import { createElement, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { connect, nameOf, timeOf } from '../pages/connect.ts';

function Chat() {
  const [messages, setMessages] = useState([]);
  useEffect(() => {
    void connect((message) => setMessages((before) => [...before, { Id: message.Id, model: modelOf(message) }]));
  }, []);
  const rows = messages.map(({ Id, model }) => createElement(Message, { key: Id, model }));
  return createElement(MainContainer, null, createElement(ChatContainer, null, createElement(MessageList, null, rows)));
}

function modelOf(message) {
  const sentTime = timeOf(new Date(message.SendTime));
  return { message: message.Content, sentTime, sender: nameOf(message), direction: 'incoming', position: 'single' };
}

createRoot(document.querySelector('#place')).render(createElement(Chat));
