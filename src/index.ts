/** Defines the three elements, and exports their classes, events and types together with the client. */
export * from './client/index.js';
export {
  MessageStore,
  type MessageStatus,
  type MessageStoreOptions,
  type PendingMessage,
  type TranscriptMessage,
} from './client/message-store.js';
export { IvsChatInput } from './elements/chat-input/ivs-chat-input.js';
export { IvsChatMessages } from './elements/chat-messages/ivs-chat-messages.js';
export type { ListMessage } from './elements/chat-messages/list-message.js';
export type { MessageContext, RenderMessage } from './elements/chat-messages/message-body.js';
export type { DecorateMessage, MessageDecoration } from './elements/chat-messages/message-decoration.js';
export { IvsChatRoom } from './elements/chat-room/ivs-chat-room.js';
export type { RoomTokenProvider, TokenAnswer } from './elements/chat-room/token-answer.js';
export { TokenEndpointError, type TokenProblem } from './elements/chat-room/token-endpoint-error.js';
export type { TokenHeaders } from './elements/chat-room/token-request.js';
export type { ChatBadge, ChatEmote } from './elements/content-settings.js';
export * from './elements/events.js';
export { defaultStrings, type Strings } from './elements/strings.js';
export { VERSION } from './version.js';
