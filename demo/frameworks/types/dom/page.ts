import 'ivs-chat-elements';

const room = document.createElement('ivs-chat-room');
room.tokenProvider = async () => ({ token: 'a-token' });
room.emotes = { wave: { url: '/wave.png' } };
room.addEventListener('ivs-chat-connect', ({ detail }) => detail.user?.userId.toUpperCase());
document.addEventListener('ivs-chat-message', ({ detail }) => detail.message.content.trim());
window.addEventListener('ivs-chat-send', ({ detail }) => detail.content.trim());
document.addEventListener('click', () => document.querySelector('ivs-chat-messages')?.scrollToMessage('1'));
document.querySelector('ivs-chat-input')?.insertText('Hello');

// @ts-expect-error no such theme
room.theme = 'pink';
// @ts-expect-error no such property
room.tokenProvidr = async () => ({ token: 'a-token' });
// @ts-expect-error read-only
room.state = 'connected';
// @ts-expect-error no such detail
room.addEventListener('ivs-chat-connect', ({ detail }) => detail.nobody);
// @ts-expect-error no such detail
document.addEventListener('ivs-chat-message', ({ detail }) => detail.nobody);
// @ts-expect-error no such detail
window.addEventListener('ivs-chat-send', ({ detail }) => detail.nobody);
// @ts-expect-error an event of another name is a plain one
room.addEventListener('ivs-chat-conect', ({ detail }) => detail);
// @ts-expect-error no such method
document.querySelector('ivs-chat-input')?.insert('Hello');
