import {
  ChatNotConnectedError,
  ChatRequestError,
  DeleteMessageRequest,
  DisconnectUserRequest,
  SendMessageRequest,
  type ChatAttributes,
  type ChatCapability,
  type ChatMessage,
  type ChatRoom,
  type DeleteMessageEvent,
  type DisconnectUserEvent,
} from '../../client/index.js';
import type { MessageStore } from '../../client/message-store.js';
import type { RequestOperation } from '../error-text.js';
import type { RoomContext } from '../room-context.js';
import type { RoomConversation } from './room-conversation.js';

/** Sends without an answer that are remembered, should it come late. */
const MAX_UNANSWERED = 100;

/** What the requests of a room need from it. */
export interface ActionRoom {
  readonly client: ChatRoom | undefined;
  readonly store: MessageStore;
  /** Hears of accepted messages. */
  readonly conversation: RoomConversation;
  /** A request from a piece failed; one from the page's own script is left to the script. */
  onFailed(error: Error, operation: RequestOperation): void;
  /** The service says that this participant may not do it, whatever the token's answer said. */
  onDenied(capability: ChatCapability): void;
}

const capabilityFor: Readonly<Record<RequestOperation, ChatCapability>> = {
  send: 'SEND_MESSAGE',
  'delete-message': 'DELETE_MESSAGE',
  'disconnect-user': 'DISCONNECT_USER',
};

type PieceActions = Pick<RoomContext, 'send' | 'retry' | 'discard' | 'deleteMessage' | 'disconnectUser'>;

/** The requests of a room: the page's own, which only reject, and those of its pieces, which are reported too. */
export class RoomActions {
  readonly #room: ActionRoom;
  /** Request ids of sends that failed: the room may have accepted them nevertheless. */
  readonly #unanswered = new Set<string>();

  constructor(room: ActionRoom) {
    this.#room = room;
  }

  /** The same functions for the life of the room. */
  readonly forPieces: PieceActions = {
    send: (content, attributes) => this.#reported('send', () => this.#sendWithRow(content, attributes)),
    retry: (key) => this.#reported('send', () => this.#retry(key)),
    discard: (key) => this.#discard(key),
    deleteMessage: (id, reason) => this.#reported('delete-message', () => this.deleteMessage(id, reason)),
    disconnectUser: (userId, reason) => this.#reported('disconnect-user', () => this.disconnectUser(userId, reason)),
  };

  sendMessage(content: string, attributes?: ChatAttributes): Promise<ChatMessage> {
    return this.#send(new SendMessageRequest(content, attributes));
  }

  /** A message arrived. It may be what a send had stopped waiting for; others may know its request id. */
  onMessage(message: ChatMessage): void {
    const user = this.#room.client?.user;
    if (user !== undefined && user.userId !== message.sender.userId) return;
    if (this.#unanswered.delete(message.requestId ?? '')) this.#room.conversation.onAccepted(message);
  }

  deleteMessage(id: string, reason?: string): Promise<DeleteMessageEvent> {
    return this.#checked('delete-message', (client) => client.deleteMessage(new DeleteMessageRequest(id, reason)));
  }

  disconnectUser(userId: string, reason?: string): Promise<DisconnectUserEvent> {
    return this.#checked('disconnect-user', (client) => client.disconnectUser(new DisconnectUserRequest(userId, reason)));
  }

  /** The row comes first, so that the text stays somewhere whatever happens. */
  async #sendWithRow(content: string, attributes: ChatAttributes = {}): Promise<void> {
    const { store } = this.#room;
    const request = new SendMessageRequest(content, attributes);
    const sender = this.#room.client?.user ?? { userId: '' };
    const { key } = store.addPending({ requestId: request.requestId, content, attributes, sender });
    await this.#sendForRow(key, request);
  }

  async #retry(key: string): Promise<void> {
    const row = this.#room.store.get(key);
    if (row?.status !== 'failed') return;
    this.#room.store.markPending(key);
    await this.#sendForRow(key, new SendMessageRequest(row.content, row.attributes, row.requestId));
  }

  async #sendForRow(key: string, request: SendMessageRequest): Promise<void> {
    try {
      await this.#send(request);
    } catch (error) {
      this.#room.store.markFailed(key, toError(error));
      throw error;
    }
  }

  #discard(key: string): void {
    if (this.#room.store.get(key)?.status === 'failed') this.#room.store.remove(key);
  }

  async #send(request: SendMessageRequest): Promise<ChatMessage> {
    const { requestId } = request;
    this.#unanswered.delete(requestId);
    try {
      const message = await this.#checked('send', (client) => client.sendMessage(request));
      this.#room.conversation.onAccepted(message);
      return message;
    } catch (error) {
      const [oldest] = this.#unanswered.add(requestId);
      if (this.#unanswered.size > MAX_UNANSWERED) this.#unanswered.delete(oldest!);
      throw error;
    }
  }

  /** Every way to fail becomes a rejection, the client's synchronous throws too; a 403 corrects what the token's answer said. */
  async #checked<Result>(operation: RequestOperation, request: (client: ChatRoom) => Promise<Result>): Promise<Result> {
    const client = this.#room.client;
    if (client === undefined) throw new ChatNotConnectedError('The room is not connected');
    try {
      return await request(client);
    } catch (error) {
      if (error instanceof ChatRequestError && error.errorCode === 403) this.#room.onDenied(capabilityFor[operation]);
      throw error;
    }
  }

  async #reported(operation: RequestOperation, request: () => Promise<unknown>): Promise<void> {
    try {
      await request();
    } catch (error) {
      this.#room.onFailed(toError(error), operation);
      throw error;
    }
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('The request failed.', { cause: error });
}
