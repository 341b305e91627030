import { expect } from 'chai';
import { createSandbox, type Sandbox } from './sandbox.js';
import { countCodePoints } from './sandbox-requests.js';
import { lines } from './simulated-lines.js';
import { SimulatedViewers } from './simulated-viewers.js';
import { ManualClock } from './testing/manual-clock.js';
import { enter, waitFor, type Frame, type RawClient } from './testing/raw-client.js';

describe('the simulated viewers', () => {
  let sandbox: Sandbox;
  let viewers: SimulatedViewers;
  let clock: ManualClock;
  let reader: RawClient;

  beforeEach(async () => {
    clock = new ManualClock();
    sandbox = await createSandbox({ clock, messagesPerSecond: 120 });
    viewers = new SimulatedViewers({
      clock,
      socketUrl: () => sandbox.socketUrl,
      createToken: async ({ name, capabilities, attributes }) => sandbox.createToken({ userId: name, capabilities, attributes }),
    });
    reader = await enter(sandbox, 'reader');
  });
  afterEach(async () => {
    viewers.setRate(0);
    await sandbox.close();
  });

  const connected = (): number => sandbox.hooks.connections().length - 1;
  const everybody = (): Promise<unknown> => waitFor(() => connected() >= 20, 'twenty viewers');

  /** Turns the clock in small steps, and lets the sockets keep up. */
  async function turn(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) {
      clock.advance(50);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** What the room has heard once nothing more is on its way. */
  async function settled(): Promise<Frame[]> {
    const said = (): number => sandbox.hooks.arrived().length;
    let before = -1;
    await waitFor(() => before === (before = said()) && reader.frames.length === said(), 'every message').catch(() => undefined);
    return reader.frames;
  }

  it('come with a token and a connection each, under twenty names', async () => {
    viewers.setRate(60);
    await everybody();
    expect(new Set(sandbox.hooks.connections().map(({ userId }) => userId)).size).to.equal(21);
    expect(sandbox.hooks.upgrades().filter(({ outcome }) => outcome === 'accepted')).to.have.lengthOf(21);
  });

  it('say something at once, then keep the rate that was asked for', async () => {
    viewers.setRate(120);
    await everybody();
    await turn(10_000);
    const frames = await settled();
    expect(frames.length).to.be.within(17, 23);
    expect(frames.every((frame) => frame['Type'] === 'MESSAGE')).to.equal(true);
  });

  it('say a hundred messages a second within the limits of the room and of each connection', async () => {
    viewers.setRate(6000);
    await everybody();
    await turn(5000);
    const frames = await settled();
    expect(frames.length).to.be.within(470, 530);
    expect(sandbox.hooks.arrived().length).to.equal(frames.length);
    expect(new Set(frames.map((frame) => (frame['Sender'] as { UserId: string }).UserId)).size).to.equal(20);
  });

  it('take turns even when the machine is late, and nobody says all of theirs at a stretch', async () => {
    viewers.setRate(6000);
    await everybody();
    clock.sleep(1000);
    for (let ms = 0; ms < 100; ms++) {
      clock.advance(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const speakers = (await settled()).map((frame) => (frame['Sender'] as { UserId: string }).UserId);
    expect(speakers.length).to.be.at.least(100);
    let longest = 0;
    for (let from = 0, i = 0; i < speakers.length; i++) {
      if (speakers[i] !== speakers[from]) from = i;
      longest = Math.max(longest, i - from + 1);
    }
    expect(longest).to.be.at.most(2);
  });

  it('go on at another rate, and leave when they are told to be quiet', async () => {
    viewers.setRate(60);
    await everybody();
    viewers.setRate(6000);
    expect(viewers.perMinute).to.equal(6000);
    viewers.setRate(0);
    await waitFor(() => connected() === 0, 'the viewers to leave');
    const said = (await settled()).length;
    await turn(2000);
    expect(reader.frames.length).to.equal(said);
  });

  it('come back with a fresh token when their connections are lost', async () => {
    viewers.setRate(60);
    await everybody();
    sandbox.hooks.forget();
    for (const { userId } of sandbox.hooks.connections()) if (userId !== 'reader') sandbox.hooks.drop({ userId });
    await waitFor(() => connected() === 0, 'the drop');
    await turn(2000);
    await everybody();
    expect(sandbox.hooks.upgrades().filter(({ outcome }) => outcome === 'accepted')).to.have.lengthOf(20);
  });

  it('stay away when a moderator sends one of them off, until the crowd is called anew', async () => {
    viewers.setRate(60);
    await everybody();
    sandbox.hooks.disconnectUser({ userId: 'sim-haruka' });
    await waitFor(() => connected() === 19, 'the removal');
    await turn(3000);
    expect(sandbox.hooks.connections({ userId: 'sim-haruka' })).to.deep.equal([]);
    viewers.setRate(0);
    viewers.setRate(60);
    await everybody();
  });

  it('refuse a rate that makes no sense', () => {
    for (const rate of [-1, 60_001, NaN, Infinity]) expect(() => viewers.setRate(rate), String(rate)).to.throw(RangeError);
  });

  it('have lines of many languages and lengths that every room accepts', () => {
    const all = Object.values(lines).flat();
    expect(new Set(all).size).to.equal(all.length);
    expect(all.every((line) => countCodePoints(line) >= 1 && countCodePoints(line) <= 500)).to.equal(true);
    expect(all.filter((line) => countCodePoints(line) > 90)).to.not.be.empty;
    expect(all.some((line) => /\p{Script=Arabic}/u.test(line))).to.equal(true);
    expect(all.some((line) => /\p{Script=Hiragana}/u.test(line))).to.equal(true);
  });
});
