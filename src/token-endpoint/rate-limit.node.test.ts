import { expect } from 'chai';
import { EndpointError } from './endpoint-error.js';
import { createRateLimiter, MemoryRateLimitStore } from './rate-limit.js';

describe('MemoryRateLimitStore', () => {
  it('counts each key in a window that its first call opens', () => {
    let now = 0;
    const store = new MemoryRateLimitStore(() => now);
    expect(store.hit('a', 1000)).to.deep.equal({ count: 1, resetMs: 1000 });
    now = 400;
    expect(store.hit('a', 1000)).to.deep.equal({ count: 2, resetMs: 600 });
    expect(store.hit('b', 1000)).to.deep.equal({ count: 1, resetMs: 1000 });
    now = 1000;
    expect(store.hit('a', 1000)).to.deep.equal({ count: 1, resetMs: 1000 });
    expect(store.hit('b', 1000)).to.deep.equal({ count: 2, resetMs: 400 });
  });

  it('forgets everybody whose window is over', () => {
    let now = 0;
    const store = new MemoryRateLimitStore(() => now);
    for (let user = 0; user < 10_000; user++) store.hit(`user-${user}`, 60_000);
    expect(store.size).to.equal(10_000);
    now = 60_000;
    store.hit('somebody', 60_000);
    expect(store.size).to.equal(1);
  });

  it('takes user ids for nothing but keys', () => {
    const store = new MemoryRateLimitStore();
    for (const key of ['__proto__', 'constructor', 'toString']) expect(store.hit(key, 1000).count).to.equal(1);
  });
});

describe('createRateLimiter', () => {
  it('asks the given store, so that several instances can count in one place', async () => {
    const shared = new MemoryRateLimitStore();
    const instances = [1, 2].map(() => createRateLimiter({ max: 3, perSeconds: 60, store: shared }));
    for (const limit of [instances[0]!, instances[1]!, instances[0]!]) await limit('ada');
    const refusal = await instances[1]!('ada').catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(EndpointError).and.include({ status: 429, retryAfterSeconds: 60 });
  });

  it('never tells to come back at once', async () => {
    const limit = createRateLimiter({ max: 1, store: { hit: () => Promise.resolve({ count: 2, resetMs: 0 }) } });
    expect(await limit('ada').catch((error: unknown) => error)).to.include({ retryAfterSeconds: 1 });
  });
});
