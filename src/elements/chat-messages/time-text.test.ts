import { expect } from '@open-wc/testing';

const Real = Intl.DateTimeFormat;

/** The module as a page gets it that has not asked for a time yet. */
async function freshModule(): Promise<typeof import('./time-text.js')> {
  return import(`./time-text.ts?${Math.random()}`) as Promise<typeof import('./time-text.js')>;
}

describe('timeText()', () => {
  afterEach(() => (Intl.DateTimeFormat = Real));

  it('makes its format when it is wanted first, and once', async () => {
    let made = 0;
    Intl.DateTimeFormat = new Proxy(Real, {
      construct(target, args) {
        made++;
        return Reflect.construct(target, args) as object;
      },
    });
    const { timeText, timeFormat } = await freshModule();
    expect(made, 'by loading').to.equal(0);
    timeFormat();
    expect(made, 'when it is asked to').to.equal(1);
    for (let minute = 0; minute < 5; minute++) timeText(new Date(2026, 0, 5, 21, minute));
    expect(made, 'by times').to.equal(1);
  });

  it("writes hours and minutes as this reader's language does, and nothing for a date that is none", async () => {
    const { timeText } = await freshModule();
    const date = new Date(2026, 0, 5, 21, 4);
    expect(timeText(date)).to.equal(date.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' }));
    expect(timeText(new Date(Number.NaN))).to.equal('');
  });
});
