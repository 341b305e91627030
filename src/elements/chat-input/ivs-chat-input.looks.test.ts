import { expect, fixture, html } from '@open-wc/testing';
import { documentedLooks, wrongLooks, type Look } from '../testing/looks.js';
import './ivs-chat-input.js';

const red = 'rgb(255, 0, 0)';

describe('the looks of <ivs-chat-input>', () => {
  it('can be changed by every custom property and part that is documented', async () => {
    const { parts, properties } = await documentedLooks('ivs-chat-input');
    const place = await fixture<HTMLElement>(html`
      <div>
        <style>
          ${parts.map((name) => `ivs-chat-input::part(${name}) { transition: none; --seen-${name}: yes }`).join('\n')}
        </style>
        <ivs-chat-input value="hello" counter="always"></ivs-chat-input>
        <ivs-chat-input readonly></ivs-chat-input>
      </div>
    `);
    const [open, closed] = place.querySelectorAll('ivs-chat-input');
    const part = (name: string) => () => open!.shadowRoot!.querySelector(`[part="${name}"]`);
    expect(parts.filter((name) => getComputedStyle(part(name)()!).getPropertyValue(`--seen-${name}`).trim() !== 'yes')).to.deep.equal([]);
    const looks: readonly Look[] = [
      ['--ivs-chat-input-bg', 'red', part('base'), 'background-color', red],
      ['--ivs-chat-input-border', 'red', part('base'), 'border-top-color', red],
      ['--ivs-chat-border', 'red', () => closed!.shadowRoot!.querySelector('[part="base"]'), 'border-top-color', red],
      ['--ivs-chat-button-bg', 'red', part('send-button'), 'background-color', red],
      ['--ivs-chat-accent', 'red', part('send-button'), 'background-color', red],
      ['--ivs-chat-accent-fg', 'red', part('send-button'), 'color', red],
      ['--ivs-chat-danger', 'red', part('error'), 'color', red],
      ['--ivs-chat-fg', 'red', part('textarea'), 'color', red],
      ['--ivs-chat-muted-fg', 'red', part('counter'), 'color', red],
      ['--ivs-chat-radius', '3px', part('base'), 'border-top-left-radius', '3px'],
      ['--ivs-chat-font', 'monospace', part('textarea'), 'font-family', 'monospace'],
      ['--ivs-chat-font-size', '31px', part('textarea'), 'font-size', '31px'],
    ];
    expect(looks.map(([property]) => property)).to.have.members(properties);
    expect(wrongLooks(place, looks)).to.deep.equal([]);
  });

  for (const name of ['disabled', 'readOnly'] as const) {
    it(`is that of a closed box as soon as it is ${name}, and no longer`, async () => {
      const place = await fixture<HTMLElement>(html`
        <div>
          <style>
            ivs-chat-input { --ivs-chat-border: red }
            ivs-chat-input::part(base) { transition: none }
          </style>
          <ivs-chat-input value="hello"></ivs-chat-input>
        </div>
      `);
      const input = place.querySelector('ivs-chat-input')!;
      const looks = () => {
        const part = (one: string) => getComputedStyle(input.shadowRoot!.querySelector(`[part="${one}"]`)!);
        return [part('base').borderTopColor, part('send-button').opacity, part('textarea').color];
      };
      const open = looks();
      expect(open[0]).not.to.equal(red);
      input[name] = true;
      await input.updateComplete;
      const closed = looks();
      expect(closed.slice(0, 2)).to.deep.equal([red, '0.5']);
      expect(closed[2]).not.to.equal(open[2]);
      input[name] = false;
      await input.updateComplete;
      expect(looks()).to.deep.equal(open);
    });
  }
});
