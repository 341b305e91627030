import { expect } from 'chai';
import { createSystemClock } from './room-options.js';

describe('the system clock', () => {
  const realNow = Date.now;
  afterEach(() => {
    Date.now = realNow;
  });

  it('keeps pace however often it is read', () => {
    const clock = createSystemClock();
    const start = { clock: clock.now(), steady: performance.now() };
    while (performance.now() - start.steady < 60) clock.now();
    const spent = performance.now() - start.steady;
    expect(clock.now() - start.clock).to.be.within(spent - 5, spent + 15);
  });

  it('counts the time that a device slept', () => {
    const clock = createSystemClock();
    const start = clock.now();
    Date.now = () => realNow() + 3_600_000;
    expect(clock.now() - start).to.be.within(3_599_000, 3_602_000);
  });

  it('does not run backwards when the calendar is put back, and counts a sleep after that', () => {
    const clock = createSystemClock();
    const start = clock.now();
    Date.now = () => realNow() - 3_600_000;
    expect(clock.now() - start).to.be.within(0, 1000);
    Date.now = () => realNow() - 3_540_000;
    expect(clock.now() - start).to.be.within(59_000, 62_000);
  });
});
