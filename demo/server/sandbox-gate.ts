import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { isTarget, type UpgradeRefusal } from './sandbox-faults.js';
import { SandboxSocket } from './sandbox-socket.js';
import type { SandboxState } from './sandbox-state.js';
import type { Grant, TokenFault } from './sandbox-tokens.js';

const defaultMaxFrameBytes = 128 * 1024;

/** Lets clients in that bring a good token, and turns the others away. */
export class SandboxGate {
  readonly #state: SandboxState;
  readonly #webSockets: WebSocketServer;
  readonly #pingIntervalMs: number;
  /** Every stream that asked for an upgrade and is not gone, whatever became of it. */
  readonly #streams = new Set<Duplex>();

  constructor(state: SandboxState, maxFrameBytes = defaultMaxFrameBytes, pingIntervalMs = 0) {
    this.#state = state;
    this.#pingIntervalMs = pingIntervalMs;
    this.#webSockets = new WebSocketServer({
      noServer: true,
      maxPayload: maxFrameBytes,
      clientTracking: false,
      handleProtocols: ([token = '']) => token,
    });
  }

  /** Answers an upgrade of an HTTP server. */
  readonly upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    stream.on('error', () => stream.destroy());
    this.#streams.add(stream);
    stream.once('close', () => this.#streams.delete(stream));
    if (request.url?.split('?', 1)[0] !== '/') return refuseUpgrade(stream, 404);
    const token = request.headers['sec-websocket-protocol']?.split(',')[0]?.trim();
    const known = this.#state.tokens.peek(token);
    const fault = this.#state.faults.upgrades.take(({ target, until }) => this.#state.clock.now() < until && isTarget(target, known ?? {}));
    if (fault !== undefined) {
      this.#note('refused', known);
      this.#turnAway(fault.refusal, token, request, stream, head);
      return;
    }
    const grant = this.#state.tokens.redeem(token);
    if (typeof grant === 'string') {
      this.#note(grant, known);
      this.#turnAway(this.#badTokenRefusal(known), undefined, request, stream, head);
      return;
    }
    this.#note('accepted', grant);
    this.#webSockets.handleUpgrade(request, stream, head, (webSocket) => this.#enter(webSocket, stream, grant));
  };

  close(): void {
    for (const socket of this.#state.sockets({})) socket.drop();
    // One that was refused or closed may wait for ever for the other side's end.
    for (const stream of this.#streams) stream.destroy();
    this.#webSockets.close();
  }

  #enter(webSocket: WebSocket, stream: Duplex, grant: Grant): void {
    const { clock, faults, arrived } = this.#state;
    const room = this.#state.room(grant.roomArn);
    if (room === undefined) return webSocket.close(1011);
    const socket = new SandboxSocket({ webSocket, stream, connectionId: randomUUID(), grant, clock, faults });
    const { connectionId, roomArn, userId } = socket.info;
    room.join(socket, grant.attributes);
    if (this.#pingIntervalMs > 0) this.#keepPinging(socket);
    // A broken frame or one beyond the limit: the library closes the connection with the fitting code.
    webSocket.on('error', () => undefined);
    webSocket.on('close', () => room.leave(socket));
    webSocket.on('message', (data: RawData, binary: boolean) => {
      const text = (data as Buffer).toString(binary ? 'base64' : 'utf8');
      arrived.add({ connectionId, roomArn, userId, at: clock.now(), text, binary });
      void room.receive(socket, binary ? undefined : text);
    });
  }

  #keepPinging(socket: SandboxSocket): void {
    socket.after(this.#pingIntervalMs, () => {
      socket.ping();
      this.#keepPinging(socket);
    });
  }

  #badTokenRefusal(known: Grant | undefined): UpgradeRefusal {
    const { badTokenStatus, badTokenCloseCode } = (this.#state.room(known?.roomArn ?? '') ?? this.#state.firstRoom).rules;
    return { mode: badTokenCloseCode === undefined ? 'status' : 'close', status: badTokenStatus, closeCode: badTokenCloseCode ?? 1000 };
  }

  #turnAway(refusal: UpgradeRefusal, token: string | undefined, request: IncomingMessage, stream: Duplex, head: Buffer): void {
    switch (refusal.mode) {
      case 'status':
        return refuseUpgrade(stream, refusal.status);
      case 'reset':
        if ('resetAndDestroy' in stream) (stream as Duplex & { resetAndDestroy(): void }).resetAndDestroy();
        else stream.destroy();
        return;
      case 'hang':
        return;
      case 'close':
        this.#state.tokens.redeem(token);
        this.#webSockets.handleUpgrade(request, stream, head, (webSocket) => {
          webSocket.on('error', () => undefined);
          webSocket.close(refusal.closeCode);
        });
    }
  }

  #note(outcome: 'accepted' | 'refused' | TokenFault, known: Grant | undefined): void {
    const { userId, roomArn } = known ?? {};
    this.#state.upgrades.add({
      at: this.#state.clock.now(),
      outcome,
      ...(userId === undefined ? {} : { userId }),
      ...(roomArn === undefined ? {} : { roomArn }),
    });
  }
}

function refuseUpgrade(stream: Duplex, status: number): void {
  stream.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
