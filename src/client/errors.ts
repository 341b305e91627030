/** Which kind of failure it was: stable words to branch on, where `instanceof` is not at hand. */
export type ChatErrorKind =
  | 'REQUEST_REFUSED'
  | 'REQUEST_TIMEOUT'
  | 'CONNECTION_LOST'
  | 'NOT_CONNECTED'
  | 'TOKEN_FAILED'
  | 'INVALID_ENDPOINT';

/**
 * What every failure of this client has in common. The fields of the official package's plain error objects
 * (`id`, `errorCode`, `errorMessage`, `requestId`) are readable on all of them; `errorCode` is 0 unless the service refused.
 * No error of this family ever holds a token or the text of a message.
 */
export abstract class ChatError extends Error {
  abstract readonly code: ChatErrorKind;
  /** One of `chatErrorCodes` when the service refused a request, otherwise 0. */
  readonly errorCode: number = 0;
  /** Given by the service to its error, otherwise `''`. */
  readonly id: string = '';
  /** The request that failed, where there was one. */
  readonly requestId?: string;

  constructor(message: string, requestId?: string, options?: ErrorOptions) {
    super(message, options);
    if (requestId !== undefined) this.requestId = requestId;
  }

  /** The same as `message`, under the official package's name. */
  get errorMessage(): string {
    return this.message;
  }
}

/** The service refused a request: see `errorCode`. The request had no effect. */
export class ChatRequestError extends ChatError {
  override readonly name = 'ChatRequestError';
  readonly code = 'REQUEST_REFUSED';
  override readonly errorCode: number;
  override readonly id: string;

  constructor(errorCode: number, errorMessage: string, id: string, requestId?: string) {
    super(errorMessage, requestId);
    this.errorCode = errorCode;
    this.id = id;
  }
}

/** No answer in time. The outcome is unknown: the service may still have accepted the request. Retry under the same request id. */
export class ChatTimeoutError extends ChatError {
  override readonly name = 'ChatTimeoutError';
  readonly code = 'REQUEST_TIMEOUT';
}

/** The connection was lost while the request was in flight. The outcome is unknown. Retry under the same request id. */
export class ChatConnectionLostError extends ChatError {
  override readonly name = 'ChatConnectionLostError';
  readonly code = 'CONNECTION_LOST';
}

/** The room is not connected, or `disconnect()` was called while the request was in flight. */
export class ChatNotConnectedError extends ChatError {
  override readonly name = 'ChatNotConnectedError';
  readonly code = 'NOT_CONNECTED';
}

export interface ChatTokenErrorOptions {
  /** HTTP status of the token endpoint. 401 and 403 end the retrying. */
  readonly status?: number | undefined;
  /** What `Retry-After` said, in milliseconds. The client waits that long and up to as much again at random; one hour at most. */
  readonly retryAfterMs?: number | undefined;
  /** Whether to stop retrying. Default: `true` for the statuses 401 and 403. */
  readonly final?: boolean;
  readonly cause?: unknown;
}

/** No usable token. A token provider rejects with it to say why, and whether another try makes sense. */
export class ChatTokenError extends ChatError {
  override readonly name = 'ChatTokenError';
  readonly code = 'TOKEN_FAILED';
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly final: boolean;

  constructor(message: string, options: ChatTokenErrorOptions = {}) {
    super(message, undefined, options);
    const { status, retryAfterMs } = options;
    if (status !== undefined) this.status = status;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
    this.final = options.final ?? (status === 401 || status === 403);
  }
}

/** Thrown by the `ChatRoom` constructor: neither a region's name nor a URL that may be connected to. */
export class ChatEndpointError extends ChatError {
  override readonly name = 'ChatEndpointError';
  readonly code = 'INVALID_ENDPOINT';
}
