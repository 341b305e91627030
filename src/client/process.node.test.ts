import { spawn } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { createSandbox, type Sandbox } from '../../demo/server/sandbox.js';
import { ChatRoom } from './index.js';
import { messageFrame } from './testing/frames.js';
import { createRig } from './testing/room-rig.js';
import { until } from './testing/until.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('A Node process with a room', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await createSandbox({ port: 0 });
  });

  after(() => sandbox.close());

  it('exits by itself after disconnect(), even when the server does not answer the close', async () => {
    sandbox.hooks.freeze({ userId: 'frozen', direction: 'in' });
    for (const userId of ['ann', 'frozen']) {
      const { token } = sandbox.createToken({ userId });
      const script = `
        import { ChatRoom } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
        const room = new ChatRoom({ regionOrUrl: ${JSON.stringify(sandbox.socketUrl)}, tokenProvider: async () => ({ token: ${JSON.stringify(token)} }) });
        room.addListener('connect', () => room.disconnect());
        room.connect();`;
      const child = spawn(process.execPath, ['--import=tsx', '--input-type=module', '--eval', script], { stdio: 'inherit' });
      const code = await new Promise((resolve) => {
        const timer = setTimeout(() => child.kill(), 8_000);
        child.on('exit', (exitCode) => {
          clearTimeout(timer);
          resolve(exitCode);
        });
      });
      expect(code).to.equal(0);
    }
    sandbox.hooks.thaw({ userId: 'frozen' });
  }).timeout(20_000);

  it('holds no handle more after 1,000 cycles, and none of their rooms', async () => {
    const rooms: WeakRef<ChatRoom>[] = [];
    const cycle = async (userId: string): Promise<void> => {
      const room = new ChatRoom({ regionOrUrl: sandbox.socketUrl, tokenProvider: async () => sandbox.createToken({ userId }) });
      rooms.push(new WeakRef(room));
      room.connect();
      await until(() => room.state === 'connected', `${userId} connects`);
      room.disconnect();
    };
    const open = () => process.getActiveResourcesInfo().length;
    // Mocha's own timer begins once a test waits.
    await Promise.resolve();
    const before = open();
    for (let round = 0; round < 20; round++) {
      await Promise.all(Array.from({ length: 50 }, (_, index) => cycle(`user-${round}-${index}`)));
      await until(() => sandbox.hooks.connections().length === 0, 'all are gone');
    }
    await until(() => open() <= before, `handles: ${process.getActiveResourcesInfo().join()}`);
    await until(() => {
      collectGarbage();
      return rooms.every((room) => room.deref() === undefined);
    }, 'the rooms are given back');
    expect(rooms).to.have.length(1_000);
  }).timeout(60_000);

  it('SECURITY 28: holds 8 MB more at most after 1,000,000 messages, and gives them back', async () => {
    const heap = (): number => {
      collectGarbage();
      return process.memoryUsage().heapUsed / 1_000_000;
    };
    const rig = createRig();
    const socket = await rig.open();
    rig.events.length = 0;
    let heard = 0;
    rig.room.addListener('message', () => {
      heard += 1;
      rig.events.length = 0;
    });
    socket.receive(messageFrame('warm'));
    const before = heap();
    for (let message = 0; message < 1_000_000; message++) socket.receive(messageFrame('hello'));
    expect(heard).to.equal(1_000_001);
    expect(heap() - before).to.be.below(8);
    rig.room.disconnect();
    expect(heap() - before).to.be.below(1);
  }).timeout(60_000);

  it('SECURITY 12: shows no token when it inspects a room', async () => {
    let token = '';
    const room = new ChatRoom({ regionOrUrl: sandbox.socketUrl, tokenProvider: async () => ({ token: (token = sandbox.createToken({ userId: 'bob' }).token) }) });
    room.connect();
    await until(() => room.state === 'connected', 'bob connects');
    const shown = inspect(room, { depth: Infinity, showHidden: true, getters: true });
    room.disconnect();
    expect(token).not.to.equal('');
    expect(shown).not.to.include(token);
  });
});
