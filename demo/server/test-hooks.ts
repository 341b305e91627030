import type { ControlPlane } from './control-plane.js';
import { isTarget } from './sandbox-faults.js';
import type { HookTarget, RawFrame, SandboxHooks } from './sandbox-hooks.js';
import type { SandboxRoom } from './sandbox-room.js';
import type { SandboxSocket } from './sandbox-socket.js';
import type { SandboxState } from './sandbox-state.js';
import type { IssuedToken, TokenRequest } from './sandbox-tokens.js';

/** The hooks of one sandbox; each takes plain data and answers with plain data. */
export function createHooks(state: SandboxState, controlPlane: ControlPlane): SandboxHooks {
  const { faults } = state;

  function room(roomArn: string | undefined): SandboxRoom {
    const found = roomArn === undefined ? state.firstRoom : state.room(roomArn);
    if (found === undefined) throw new TypeError(`No room ${roomArn}`);
    return found;
  }

  function each(target: HookTarget, act: (socket: SandboxSocket) => void): { count: number } {
    const sockets = state.sockets(target);
    sockets.forEach(act);
    return { count: sockets.length };
  }

  function obeyFaults(): void {
    each({}, (socket) => socket.obeyFaults());
  }

  return {
    createRoom: ({ roomArn, ...rules } = {}) => ({ roomArn: state.createRoom(rules, roomArn).arn }),
    createToken: (request) => createToken(state, controlPlane, request),
    configure: ({ roomArn, ...changes }) => room(roomArn).configure(changes),

    connections: (target = {}) => state.sockets(target).map((socket) => socket.info),
    arrived: (target = {}) => state.arrived.entries.filter((frame) => isTarget(target, frame)),
    upgrades: (target = {}) => state.upgrades.entries.filter((attempt) => isTarget(target, attempt)),
    calls: () => state.calls.entries,
    forget() {
      state.arrived.clear();
      state.upgrades.clear();
      state.calls.clear();
    },

    drop: (target = {}) => each(target, (socket) => socket.drop()),
    close: ({ code = 1000, reason = '', ...target } = {}) => each(target, (socket) => socket.close(code, reason)),
    endSession: (target = {}) => each(target, (socket) => state.room(socket.info.roomArn)?.endSession(socket)),
    freeze({ direction = 'both', ...target } = {}) {
      faults.freeze(target, direction);
      obeyFaults();
    },
    thaw(target = {}) {
      faults.thaw(target);
      obeyFaults();
    },
    delay({ ms, ...target }) {
      if (typeof ms !== 'number') throw new TypeError('delay takes ms, a number');
      faults.delay(target, ms);
    },
    refuse: ({ mode = 'status', status = 503, closeCode = 1011, forMs = Infinity, count, ...target } = {}) =>
      faults.upgrades.add({ target, until: state.clock.now() + forMs, refusal: { mode, status, closeCode } }, count),
    refuseCalls: ({ operation, errorType = 'AccessDeniedException', message = 'Refused by a test', count } = {}) =>
      faults.calls.add({ operation, errorType, message }, count),
    refuseTokens: ({ errorType = 'AccessDeniedException', message = 'Refused by a test', count } = {}) =>
      faults.calls.add({ operation: 'CreateChatToken', errorType, message }, count),
    fail({ errorCode, errorMessage = 'Refused by a test', action, count, ...target }) {
      if (typeof errorCode !== 'number') throw new TypeError('fail takes errorCode, a number');
      faults.requests.add({ target, action, answer: { errorCode, errorMessage } }, count);
    },
    ignore: ({ action, count, ...target } = {}) => faults.requests.add({ target, action, answer: undefined }, count),
    allow: () => faults.allow(),
    reset() {
      faults.reset();
      this.forget();
      obeyFaults();
    },

    send: ({ frame, frames, text, binary, raw, ...target }) =>
      each(target, (socket) => sendRaw(socket, { frame, frames, text, binary, raw } as RawFrame)),
    sendMessage: ({ roomArn, content, userId, attributes = {}, senderAttributes = {} }) => ({
      id: room(roomArn).publish({ content, attributes, sender: { userId, attributes: senderAttributes } }),
    }),
    sendEvent: ({ roomArn, eventName, attributes = {} }) => ({ id: room(roomArn).publishEvent(eventName, attributes) }),
    deleteMessage: ({ roomArn, id, reason }) => ({ id: room(roomArn).deleteMessage(id, reason) }),
    disconnectUser: ({ roomArn, userId, reason }) => room(roomArn).disconnectUser(userId, reason),
  };
}

/** Makes a token as a signed call would. */
export function createToken(state: SandboxState, controlPlane: ControlPlane, request: TokenRequest): IssuedToken {
  return controlPlane.call('CreateChatToken', { roomIdentifier: state.firstRoom.arn, ...request }) as IssuedToken;
}

function sendRaw(socket: SandboxSocket, { frame, frames = [], text, binary, raw }: RawFrame): void {
  if (frame !== undefined) socket.send(JSON.stringify(frame));
  for (const one of frames) socket.send(JSON.stringify(one));
  if (text !== undefined) socket.send(text);
  if (binary !== undefined) socket.send(Buffer.from(binary, 'base64'), { binary: true });
  if (raw !== undefined) socket.sendRaw(Buffer.from(raw, 'base64'));
}
