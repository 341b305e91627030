import { expect } from 'chai';
import { RecentIds } from './recent-ids.js';

describe('Remembering ids', () => {
  it('tells new ids from known ones', () => {
    const ids = new RecentIds(10);
    expect([ids.add('a'), ids.add('b'), ids.add('a')]).to.deep.equal([true, true, false]);
  });

  it('always knows the newest, as many as it was asked to, and never more than twice as many', () => {
    const ids = new RecentIds(100);
    for (let id = 0; id < 1_000; id++) {
      ids.add(String(id));
      for (let back = 0; back <= Math.min(id, 99); back++) expect(ids.has(String(id - back))).to.equal(true);
      if (id >= 200) expect(ids.has(String(id - 200))).to.equal(false);
    }
  });
});
