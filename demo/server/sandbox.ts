import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SandboxHooks } from './sandbox-hooks.js';
import type { SandboxOptions } from './sandbox-options.js';
import type { IssuedToken, TokenRequest } from './sandbox-tokens.js';

/** A local stand-in for Amazon IVS Chat: the control plane and the sockets of a few rooms, on the loopback address. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`: the `endpoint` of an AWS SDK client. */
  readonly url: string;
  /** `ws://127.0.0.1:PORT`: the `regionOrUrl` of a chat client. */
  readonly socketUrl: string;
  /** The room that is there from the start. */
  readonly roomArn: string;
  readonly hooks: SandboxHooks;
  /** What CreateChatToken does, without HTTP. Throws a `ControlPlaneError` for what the service would not accept. */
  createToken(request: TokenRequest): IssuedToken;
  /** Answers a request meant for the control plane or the hooks; `false` leaves it to somebody else. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean;
  /** Cuts every connection and, unless it was a guest on a given one, ends the server. */
  close(): Promise<void>;
}

export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  throw new Error(`Not written yet: ${JSON.stringify(options)}`);
}
