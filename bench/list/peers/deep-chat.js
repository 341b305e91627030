import 'deep-chat';
import { connect } from '../pages/connect.ts';

const chat = document.createElement('deep-chat');
// Without a service to talk to; messages of others come by addMessage(), as its documentation on updating messages says.
chat.connect = { handler: () => undefined };
chat.names = true;
chat.style.width = '100%';
chat.style.height = '100%';
chat.style.border = '0';
chat.onComponentRender = () => {
  chat.onComponentRender = undefined;
  void connect((message) => chat.addMessage({ text: message.Content, role: message.Sender.UserId }));
};
document.querySelector('#place').append(chat);
