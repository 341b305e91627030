import { expect } from 'chai';
import { RecentIds, REMEMBERED_IDS } from './recent-ids.js';

describe('Remembering ids', () => {
  it('tells new ids from known ones', () => {
    const ids = new RecentIds();
    expect([ids.add('a'), ids.add('b'), ids.add('a'), ids.has('b'), ids.has('c')]).to.deep.equal([true, true, false, true, false]);
  });

  it('knows the newest, exactly as many as it says', () => {
    const ids = new RecentIds();
    for (let id = 0; id < 3 * REMEMBERED_IDS; id++) {
      const knows = (back: number): boolean => ids.has(String(id - back));
      const found = [ids.add(String(id)), ids.add(String(id)), knows(REMEMBERED_IDS >> 1), knows(REMEMBERED_IDS - 1), knows(REMEMBERED_IDS)];
      if (String(found) !== String([true, false, id >= REMEMBERED_IDS >> 1, id >= REMEMBERED_IDS - 1, false])) expect.fail(`at ${id}: ${found}`);
    }
  });

  it('remembers no id that is far longer than any of the service', () => {
    const ids = new RecentIds();
    const [long, longer] = ['x'.repeat(64), 'x'.repeat(65)];
    expect([ids.add(long), ids.add(long), ids.add(longer), ids.add(longer), ids.has(longer)]).to.deep.equal([true, false, true, true, false]);
  });

  it('tells ids apart whose hashes are the same, and forgets them in turn', () => {
    // The two pairs of letters have the same hash, since 31 x 'A' + 'a' is 31 x 'B' + 'B'; so has whatever is made of them.
    const alike = Array.from({ length: 64 }, (_, number) => number.toString(2).padStart(6, '0').replaceAll('0', 'Aa').replaceAll('1', 'BB'));
    const ids = new RecentIds();
    expect(alike.map((id) => ids.add(id))).to.not.include(false);
    for (let other = 0; other < REMEMBERED_IDS - 32; other++) ids.add(`other ${other}`);
    expect(alike.map((id) => ids.has(id))).to.deep.equal(alike.map((_, at) => at >= 32));
  });
});
