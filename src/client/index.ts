export { ChatRoom } from './chat-room.js';
export { DeleteMessageRequest, DisconnectUserRequest, SendMessageRequest, type ChatRequest } from './requests.js';
export type {
  ChatAttributes,
  ChatCapability,
  ChatEvent,
  ChatMessage,
  ChatUser,
  DeleteMessageEvent,
  DisconnectUserEvent,
} from './chat-message.js';
export type { ChatToken, ChatTokenProvider, ChatTokenRequest } from './chat-token.js';
export type {
  ChatRoomListenerMap,
  ChatRoomListeners,
  ChatRoomStats,
  ConnectingDetails,
  ConnectionState,
  DisconnectCause,
  DisconnectDetails,
  DisconnectReason,
} from './room-events.js';
export type { ChatClock, ChatRoomConfig, ChatTiming, WebSocketClass } from './room-options.js';
export type { WakeUpReason, WakeUpSource } from './wake-ups.js';
export { chatErrorCodes } from './error-codes.js';
export {
  ChatConnectionLostError,
  ChatEndpointError,
  ChatError,
  ChatNotConnectedError,
  ChatRequestError,
  ChatTimeoutError,
  ChatTokenError,
  type ChatErrorKind,
  type ChatTokenErrorOptions,
} from './errors.js';
export { ConsoleLogger, type ChatLogger, type ChatLogLevel } from './logger.js';
