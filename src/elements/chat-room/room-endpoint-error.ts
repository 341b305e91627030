import { ChatEndpointError } from '../../client/index.js';

/** The room cannot tell where to connect. */
export class RoomEndpointError extends ChatEndpointError {
  /** The region or URL that is none; `undefined` where neither the element nor the token's answer named one. */
  readonly endpoint: string | undefined;

  constructor(endpoint: string | undefined, cause: ChatEndpointError) {
    super(cause.message, undefined, { cause });
    this.endpoint = endpoint;
  }
}
