import type { Door } from '../fault-proxy.js';
import type { Action, FaultRig, RigOptions } from '../fault-rig.js';

/** One trouble in one phase, and what becomes of the client. */
export interface Scenario {
  readonly name: string;
  readonly options?: RigOptions;
  run(rig: FaultRig): Promise<void>;
}

export const everything = { capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] } as const satisfies RigOptions;
export const actions: readonly Action[] = ['send', 'delete', 'disconnectUser'];
export const doors: readonly Exclude<Door, 'open'>[] = ['reset', 'close', 'hang', 'refuse'];

/** Close codes that a server may send: those after which the client comes back, and those that end it. */
const retriedCodes = [1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 1014, 3000, 3999];
export const finalCodes = [1000, 4000, 4001, 4401, 4403, 4999];

export interface Cut {
  readonly name: string;
  strike(rig: FaultRig): void;
}

/** Ways of losing a connection that the client sees at once. */
export const cuts: readonly Cut[] = [
  { name: 'a reset', strike: (rig) => rig.proxy.reset() },
  { name: 'a FIN without a close frame', strike: (rig) => rig.proxy.cutPolitely() },
  { name: 'a half-close by the server', strike: (rig) => rig.proxy.halfClose('down') },
  { name: 'a half-close towards the server', strike: (rig) => rig.proxy.halfClose('up') },
  { name: 'a dropped connection', strike: (rig) => void rig.sandbox.hooks.drop(rig.target) },
  { name: 'a broken WebSocket frame', strike: (rig) => void rig.sandbox.hooks.send({ ...rig.target, raw: '//////////8=' }) },
  { name: 'a reserved opcode', strike: (rig) => void rig.sandbox.hooks.send({ ...rig.target, raw: 'gwA=' }) },
  { name: 'text that is not UTF-8', strike: (rig) => void rig.sandbox.hooks.send({ ...rig.target, raw: 'gQL//w==' }) },
  ...retriedCodes.map((code) => ({
    name: `close code ${code}`,
    strike: (rig: FaultRig) => void rig.sandbox.hooks.close({ ...rig.target, code }),
  })),
];

/** Ways of losing a connection that nobody tells the client about. */
export const silences: readonly Cut[] = [
  { name: 'a freeze both ways', strike: (rig) => rig.proxy.freeze() },
  { name: 'a freeze towards the client', strike: (rig) => rig.proxy.freeze('down') },
  { name: 'a freeze towards the server', strike: (rig) => rig.proxy.freeze('up') },
  { name: 'a black hole both ways', strike: (rig) => rig.proxy.blackhole() },
  { name: 'a black hole towards the client', strike: (rig) => rig.proxy.blackhole('down') },
  { name: 'a black hole towards the server', strike: (rig) => rig.proxy.blackhole('up') },
  { name: 'a server that stops reading and writing', strike: (rig) => rig.sandbox.hooks.freeze(rig.target) },
];
