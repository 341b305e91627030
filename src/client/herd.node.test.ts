import { expect } from 'chai';
import { peak, quantile } from '../../bench/simulate/histogram.js';
import { World } from '../../bench/simulate/world.js';
import { seededRandom } from './testing/seeded-random.js';

/** Small herds of real rooms in virtual time; `npm run simulate` does the same with 50,000. */
describe('many rooms at once', () => {
  for (const downMs of [0, 1000, 3000]) {
    it(`1,000 come back within 15 s of a restart of ${downMs} ms, never 15 % of them within 100 ms`, async () => {
      const world = new World({ clients: 1000, random: seededRandom(7) });
      await world.join(5000);
      world.mark();
      world.restart(downMs);
      await world.time.pass(15_000);
      expect(world.connected).to.equal(1000);
      expect(peak(world.connections, 100)).to.be.below(150);
      world.leave();
    });
  }

  for (const [away, isTold, part, mostMs, worstMs] of [
    ['refused', false, 0.5, 2000, 10_000],
    ['silent', false, 1, 20_000, 20_000],
    // The limiter may still hold a few.
    ['refused', true, 0.99, 500, 5_500],
  ] as const) {
    const told = isTold ? ', and are told that the network is back,' : '';
    it(`come back after 15 s in which the edge was ${away}${told} within ${worstMs} ms, ${part * 100} % of them within ${mostMs} ms`, async () => {
      const world = new World({ clients: 200, random: seededRandom(11) });
      await world.join(5000);
      world.restart(15_000, away);
      await world.time.pass(15_000);
      world.mark();
      if (isTold) world.goOnline();
      await world.time.pass(worstMs);
      expect(world.connected).to.equal(200);
      expect(quantile(world.connections, part)).to.be.below(mostMs);
      expect(world.rooms.map(({ stats }) => stats.connects)).to.deep.equal(Array(200).fill(2));
      world.leave();
    });
  }

  it('a token service at its quota gets them all back in twice the ideal time, with at most 6 requests each', async () => {
    const world = new World({ clients: 1000, random: seededRandom(8) });
    await world.join(5000);
    world.mark();
    world.quota = { perSecond: 4, retryAfterMs: 30_000 };
    world.restart(3000);
    await world.time.pass(500_000);
    expect(world.connected).to.equal(1000);
    expect(world.tokenRequests.length / 1000).to.be.at.most(6);
    world.leave();
  });

  it('renews sessions that end together evenly over the last ten minutes, one token each', async () => {
    const world = new World({ clients: 1000, random: seededRandom(9) });
    await world.join(5000);
    world.mark();
    await world.time.pass(3_600_000 - 15_000 + 1000);
    expect(world.tokenRequests.length).to.equal(1000);
    expect(world.cutOff).to.deep.equal([]);
    const span = quantile(world.tokenRequests, 1) - quantile(world.tokenRequests, 0);
    expect(span).to.be.within(560_000, 600_000);
    expect(quantile(world.tokenRequests, 0.5) - quantile(world.tokenRequests, 0)).to.be.within(span * 0.45, span * 0.55);
    world.leave();
  });

  it('nothing is left to do after disconnect()', async () => {
    const world = new World({ clients: 50, random: seededRandom(10) });
    await world.join(1000);
    world.leave();
    await world.time.pass(4_000_000);
    expect(world.time.waiting).to.equal(0);
  });
});
