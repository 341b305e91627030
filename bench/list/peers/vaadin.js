import '@vaadin/message-list';
import { connect, nameOf, timeOf } from '../pages/connect.ts';

const list = document.createElement('vaadin-message-list');
list.style.height = '100%';
list.items = [];
document.querySelector('#place').append(list);

void connect((message) => {
  const time = timeOf(new Date(message.SendTime));
  list.items = [...list.items, { text: message.Content, time, userName: nameOf(message), userColorIndex: message.Sender.UserId.length }];
});
