import type { ChatCapability, ChatMessage, ChatUser, DeleteMessageEvent, DisconnectUserEvent } from './chat-message.js';
import { ConsoleLogger, type ChatLogger, type ChatLogLevel } from './logger.js';
import type { DeleteMessageRequest, DisconnectUserRequest, SendMessageRequest } from './requests.js';
import type { ChatRoomListenerMap, ChatRoomStats, ConnectionState } from './room-events.js';
import type { ChatRoomConfig } from './room-options.js';

/** A chat room: being built; the signatures stand. */
export class ChatRoom {
  readonly id: string;
  readonly maxReconnectAttempts: number;
  logger: ChatLogger = new ConsoleLogger();
  logLevel: ChatLogLevel = 'error';

  constructor(config: ChatRoomConfig) {
    this.id = config.id ?? '';
    this.maxReconnectAttempts = config.maxReconnectAttempts ?? Infinity;
  }

  get state(): ConnectionState {
    return 'disconnected';
  }

  get user(): ChatUser | undefined {
    return undefined;
  }

  get capabilities(): readonly ChatCapability[] | undefined {
    return undefined;
  }

  get stats(): ChatRoomStats {
    throw new Error('Not there yet');
  }

  connect(): void {
    throw new Error('Not there yet');
  }

  disconnect(): void {
    throw new Error('Not there yet');
  }

  addListener<Name extends keyof ChatRoomListenerMap>(_name: Name, _listener: ChatRoomListenerMap[Name]): () => void {
    throw new Error('Not there yet');
  }

  removeListener<Name extends keyof ChatRoomListenerMap>(_name: Name, _listener: ChatRoomListenerMap[Name]): void {
    throw new Error('Not there yet');
  }

  sendMessage(_request: SendMessageRequest): Promise<ChatMessage> {
    throw new Error('Not there yet');
  }

  deleteMessage(_request: DeleteMessageRequest): Promise<DeleteMessageEvent> {
    throw new Error('Not there yet');
  }

  disconnectUser(_request: DisconnectUserRequest): Promise<DisconnectUserEvent> {
    throw new Error('Not there yet');
  }
}
