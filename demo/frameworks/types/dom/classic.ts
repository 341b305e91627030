/// <reference types="ivs-chat-elements/types/global" />
const chatRoom = new IVSChat.ChatRoom({ regionOrUrl: 'us-west-2', tokenProvider: async () => ({ token: 'a-token' }) });
chatRoom.addListener('message', ({ content }) => content.trim());
const isRoom = (element: Element) => element instanceof window.IVSChat.IvsChatRoom && element.state === 'connected';
document.querySelector('ivs-chat-room')!.strings = { sendFailed: IVSChat.defaultStrings.sendFailed.toUpperCase() };

// @ts-expect-error no such export
IVSChat.nothing();
// @ts-expect-error no such option
new IVSChat.ChatRoom({ region: 'us-west-2' });
