import { ChatEndpointError, type ChatRoomConfig, type WebSocketClass } from '../../client/index.js';
import { socketUrl } from '../../client/endpoint.js';

/** The room cannot tell where to connect. */
export class RoomEndpointError extends ChatEndpointError {
  /** The region or URL that is none; `undefined` where neither the element nor the token's answer named one. */
  readonly endpoint: string | undefined;

  constructor(endpoint: string | undefined, cause?: unknown) {
    const reason = cause instanceof Error ? cause.message : 'Neither the element nor the token endpoint says where to connect';
    super(reason, undefined, { cause });
    this.endpoint = endpoint;
  }
}

/** @throws RoomEndpointError for anything but a region's name or a URL that may be connected to. */
export function checkedEndpoint(endpoint: string | undefined): string {
  if (endpoint === undefined) throw new RoomEndpointError(undefined);
  try {
    return socketUrl(endpoint);
  } catch (cause) {
    throw new RoomEndpointError(endpoint, cause);
  }
}

/** Never asked for: the socket goes where the token's answer says. */
const unknownEndpoint = 'wss://unknown.invalid';

/**
 * The client wants to know where to connect when it is made; a room may learn it only with each token. Its sockets then ask
 * `urlOf` when they open.
 */
export function lateEndpoint(urlOf: () => string | undefined): Pick<ChatRoomConfig, 'regionOrUrl' | 'WebSocket'> {
  const openLate = function (_url: string, protocols?: string | string[]) {
    return new globalThis.WebSocket(urlOf() ?? unknownEndpoint, protocols);
  };
  return { regionOrUrl: unknownEndpoint, WebSocket: openLate as unknown as WebSocketClass };
}
