import { expect } from 'chai';
import { createBrowserWakeUps, type WakeUpReason } from './wake-ups.js';

describe('The wake-ups of a browser', () => {
  function create() {
    const woken: WakeUpReason[] = [];
    const state = { now: 0, tick: undefined as (() => void) | undefined };
    const host = Object.assign(new EventTarget(), {
      setInterval: (callback: () => void) => (state.tick = callback),
      clearInterval: (handle: unknown) => {
        if (handle === state.tick) state.tick = undefined;
      },
    });
    const source = createBrowserWakeUps(host, () => state.now);
    const fire = (type: string, fields: object = {}, target: object = host) => {
      const event = Object.assign(new Event(type), fields);
      Object.defineProperty(event, 'target', { value: target });
      host.dispatchEvent(event);
    };
    return { stop: source((reason) => woken.push(reason)), state, woken, fire };
  }

  it('are the network, a page out of the cache, a page shown, and a page resumed', () => {
    const { woken, fire } = create();
    fire('online');
    fire('pageshow', { persisted: true });
    fire('resume');
    expect(woken).to.deep.equal(['online', 'pageshow', 'resume']);
  });

  it('are a page that is shown, not one that is hidden', () => {
    const { woken, fire } = create();
    fire('visibilitychange', {}, { visibilityState: 'hidden' });
    expect(woken).to.deep.equal([]);
    fire('visibilitychange', {}, { visibilityState: 'visible' });
    expect(woken).to.deep.equal(['visible']);
  });

  it('tell of lost time before they tell that the page is shown', () => {
    const { woken, fire, state } = create();
    state.now = 600_000;
    fire('visibilitychange', {}, { visibilityState: 'visible' });
    expect(woken).to.deep.equal(['clock']);
  });

  it('are not the first pageshow of a page', () => {
    const { woken, fire } = create();
    fire('pageshow', { persisted: false });
    expect(woken).to.deep.equal([]);
  });

  it('are a jump of the clock, but not the slow timers of a hidden page', () => {
    const { woken, state } = create();
    state.now = 61_000;
    state.tick!();
    expect(woken).to.deep.equal([]);
    state.now += 81_000;
    state.tick!();
    expect(woken).to.deep.equal(['clock']);
    state.now -= 3_600_000;
    state.tick!();
    expect(woken).to.deep.equal(['clock']);
  });

  it('stop when told', () => {
    const { woken, fire, stop, state } = create();
    stop();
    fire('online');
    expect(woken).to.deep.equal([]);
    expect(state.tick).to.equal(undefined);
  });
});
