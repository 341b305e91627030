import { ChatRoom, type WebSocketClass } from '../index.js';
import { mutateFrame } from './frame-mutation.js';
import { fieldNames, messageFrame, renumbered } from './frames.js';
import { PlainSocket } from './plain-socket.js';
import { seededRandom } from './seeded-random.js';

export interface FuzzResult {
  readonly frames: number;
  readonly delivered: number;
  readonly dropped: number;
  /** What must not happen, with the frame that made it happen. At most ten. */
  readonly faults: readonly string[];
}

const probeEvery = 50;

/** Feeds a room mutated frames with a good one in between now and then, and looks at everything that it delivers. */
export async function fuzzFrames(seed: number, frames: number): Promise<FuzzResult> {
  const random = seededRandom(seed);
  const faults: string[] = [];
  let frame = '';
  const complain = (what: string): void => {
    if (faults.length < 10) faults.push(`${what}: ${JSON.stringify(frame.slice(0, 500))}`);
  };

  const rig = await openRoom();
  const { room } = rig;
  let delivered = 0;
  let probe = '';
  let heard = 0;
  const look = (name: string, value: object, problem: string | undefined): void => {
    delivered++;
    if (problem !== undefined) complain(`${name} delivered with ${problem}`);
    if (Object.getPrototypeOf(value) !== Object.prototype) complain(`${name} delivered with another prototype`);
  };
  room.addListener('message', (message) => {
    if (message.content === probe) heard++;
    look('message', message, commonProblem(message) ?? textProblem(message, ['content']) ?? userProblem(message.sender));
  });
  room.addListener('event', (event) => look('event', event, commonProblem(event) ?? textProblem(event, ['eventName'])));
  room.addListener('messageDelete', (event) => look('messageDelete', event, commonProblem(event) ?? textProblem(event, ['messageId'])));
  room.addListener('userDisconnect', (event) => look('userDisconnect', event, commonProblem(event) ?? textProblem(event, ['userId'])));

  for (let count = 1; count <= frames; count++) {
    frame = renumbered(mutateFrame(random), count);
    try {
      rig.socket().deliver(frame);
    } catch (error) {
      complain(`threw ${String(error)}`);
    }
    if (pollution() !== undefined) complain(`polluted ${pollution()}`);
    if (count % probeEvery === 0) {
      // A mutated 401 makes the room look for another connection, as it should.
      await new Promise((resolve) => setTimeout(resolve));
      probe = `probe ${count}`;
      heard = 0;
      rig.socket().deliver(JSON.stringify(messageFrame(probe)));
      if (heard !== 1) complain(`probe heard ${heard} times after`);
    }
  }
  const { framesDropped } = room.stats;
  if (room.state !== 'connected') complain(`state ${room.state}`);
  room.disconnect();
  return { frames, delivered, dropped: framesDropped, faults };
}

async function openRoom(): Promise<{ room: ChatRoom; socket: () => PlainSocket }> {
  const sockets: PlainSocket[] = [];
  class FuzzedSocket extends PlainSocket {
    constructor() {
      super();
      sockets.push(this);
      queueMicrotask(() => this.open());
    }
  }
  const room = new ChatRoom({
    regionOrUrl: 'us-west-2',
    tokenProvider: async () => ({ token: 'token', userId: 'reader' }),
    WebSocket: FuzzedSocket as unknown as WebSocketClass,
    wakeUp: null,
  });
  const open = new Promise((resolve) => room.addListener('connect', () => resolve(undefined)));
  room.connect();
  await open;
  // Two may be alive while one replaces the other: frames go to the newest that is open.
  return { room, socket: () => sockets.filter(({ readyState }) => readyState === 1).at(-1) as PlainSocket };
}

function commonProblem(value: object): string | undefined {
  const { id, requestId, sendTime, attributes } = value as Record<string, unknown>;
  if (typeof id !== 'string' || id === '') return 'a bad id';
  if (requestId !== undefined && (typeof requestId !== 'string' || requestId === '')) return 'a bad requestId';
  if (!(sendTime instanceof Date) || Number.isNaN(sendTime.getTime())) return 'a bad sendTime';
  return attributesProblem(attributes) ?? textProblem(value, [], ['reason']);
}

function userProblem(sender: unknown): string | undefined {
  const { userId, attributes } = (sender ?? {}) as Record<string, unknown>;
  return typeof userId === 'string' ? attributesProblem(attributes) : 'a bad sender';
}

function attributesProblem(attributes: unknown): string | undefined {
  if (attributes === undefined) return undefined;
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) return 'bad attributes';
  if (Object.hasOwn(attributes, '__proto__')) return 'an own __proto__';
  return Object.values(attributes).every((value) => typeof value === 'string') ? undefined : 'attributes that are no text';
}

function textProblem(value: object, names: readonly string[], optional: readonly string[] = []): string | undefined {
  const fields = value as Record<string, unknown>;
  const bad = names.find((name) => typeof fields[name] !== 'string') ?? optional.find((name) => !['string', 'undefined'].includes(typeof fields[name]));
  return bad && `a bad ${bad}`;
}

/** The name of a property that every object has got by now. */
function pollution(): string | undefined {
  for (const name in {}) return name;
  return ['polluted', 'x', ...fieldNames].find((name) => name in {});
}
