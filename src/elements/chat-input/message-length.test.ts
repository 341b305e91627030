import { expect } from '@open-wc/testing';
import { countCodePoints, isCounterShown, limitBand } from './message-length.js';

describe('the length of a message', () => {
  const lengths: readonly [string, string, number][] = [
    ['nothing', '', 0],
    ['plain letters', 'hello', 5],
    ['an emoji, which is two UTF-16 units', '🎛', 1],
    ['a family of four, joined by zero-width joiners', '👨‍👩‍👧‍👦', 7],
    ['a flag', '🇨🇭', 2],
    ['a letter and its combining mark', 'e\u0301', 2],
    ['a lone high surrogate', 'a\ud83d', 2],
    ['a lone low surrogate', '\udc4db', 2],
    ['surrogates in the wrong order', '\udc4d\ud83d', 2],
    ['two high surrogates, the second of them paired', '\ud83d\ud83d\udc4d', 2],
    ['a line break', 'a\nb', 3],
    ['a null character', '\0', 1],
  ];
  for (const [what, text, length] of lengths) {
    it(`counts ${what} as ${length}`, () => {
      expect(countCodePoints(text)).to.equal(length);
      expect(countCodePoints(text), 'as the language counts').to.equal([...text].length);
    });
  }

  it('shows the counter near the limit, always or never', () => {
    expect(isCounterShown('auto', 51)).to.equal(false);
    expect(isCounterShown('auto', 50)).to.equal(true);
    expect(isCounterShown('auto', -1)).to.equal(true);
    expect(isCounterShown('always', 500)).to.equal(true);
    expect(isCounterShown('off', -1)).to.equal(false);
  });

  it('announces steps towards the limit, not every character', () => {
    const bands = Array.from({ length: 61 }, (_, written) => limitBand(50 - written));
    expect(new Set(bands).size).to.equal(6);
    expect(limitBand(51)).to.equal(0);
    expect(limitBand(0)).to.not.equal(limitBand(-1));
    expect(limitBand(-1)).to.equal(limitBand(-10));
  });
});
