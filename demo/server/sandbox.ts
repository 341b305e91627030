import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ControlPlane } from './control-plane.js';
import { handleHook, hooksPath } from './hooks-over-http.js';
import { sendJson } from './http-body.js';
import { SandboxGate } from './sandbox-gate.js';
import type { SandboxHooks } from './sandbox-hooks.js';
import type { SandboxOptions } from './sandbox-options.js';
import { SandboxState } from './sandbox-state.js';
import type { IssuedToken, TokenRequest } from './sandbox-tokens.js';
import { createHooks, createToken } from './test-hooks.js';

const loopback = '127.0.0.1';

/** A local stand-in for Amazon IVS Chat: the control plane and the sockets of a few rooms, on the loopback address. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`: the `endpoint` of an AWS SDK client. */
  readonly url: string;
  /** `ws://127.0.0.1:PORT`: the `regionOrUrl` of a chat client. */
  readonly socketUrl: string;
  /** The room that is there from the start. */
  readonly roomArn: string;
  readonly hooks: SandboxHooks;
  /** What CreateChatToken does, without HTTP. @throws {ControlPlaneError} for what the service would not accept */
  createToken(request: TokenRequest): IssuedToken;
  /** Answers a request meant for the control plane or the hooks; `false` leaves it to somebody else. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean;
  /** Cuts every connection and, unless the sandbox was a guest on a given server, ends its own. */
  close(): Promise<void>;
}

/** @throws when the port is taken */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const state = new SandboxState(options);
  const controlPlane = new ControlPlane(state);
  const hooks = createHooks(state, controlPlane);
  const gate = new SandboxGate(state, options.maxFrameBytes, options.pingIntervalMs);

  function handleRequest(request: IncomingMessage, response: ServerResponse): boolean {
    const path = request.url?.split('?', 1)[0] ?? '/';
    if (path.startsWith(hooksPath)) {
      void handleHook(request, response, path.slice(hooksPath.length), options.hooks === true ? hooks : undefined);
      return true;
    }
    if (!controlPlane.hasPath(path)) return false;
    void controlPlane.handle(request, response, path.slice(1));
    return true;
  }

  const server = options.server ?? (await listen(options.port ?? 0, handleRequest));
  server.on('upgrade', gate.upgrade);

  return {
    get url() {
      return `http://${loopback}:${portOf(server)}`;
    },
    get socketUrl() {
      return `ws://${loopback}:${portOf(server)}`;
    },
    roomArn: state.firstRoom.arn,
    hooks,
    createToken: (request) => createToken(state, controlPlane, request),
    handleRequest,
    async close() {
      server.off('upgrade', gate.upgrade);
      gate.close();
      if (options.server !== undefined) return;
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function listen(port: number, handleRequest: Sandbox['handleRequest']): Promise<Server> {
  const server = createServer((request, response) => {
    if (!handleRequest(request, response)) {
      sendJson(response, 404, { message: 'Nothing here' }, { 'x-amzn-errortype': 'UnknownOperationException' });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, resolve);
  });
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
