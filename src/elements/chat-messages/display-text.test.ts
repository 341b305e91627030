import { expect } from '@open-wc/testing';
import { displayName, displayText } from './display-text.js';

describe('displayText', () => {
  const same = ['hello', 'naïve café', 'この音、すごく好きです', 'صوت رائع جدا 🎛️', 'สวัสดีครับ', 'हिन्दी', '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽 ❤️', 'two\nlines', 'a\tb', 'می‌خواهم', 'Z͑ͫ'];
  it('leaves what people write as it is', () => {
    for (const text of same) expect(displayText(text)).to.equal(text);
  });

  it('keeps 8 marks on a letter', () => {
    expect(displayText(`a${'\u0301'.repeat(50)}b`)).to.equal(`a${'\u0301'.repeat(8)}b`);
  });

  it('keeps 8 line breaks', () => {
    expect(displayText('\n'.repeat(20)).split('\n')).to.have.length(9);
    expect(displayText('a\r\nb\rc\u2028d')).to.equal('a\nb\nc\nd');
  });

  it('replaces halves of characters, and cuts between whole ones', () => {
    expect(displayText('\ud83d x \ude00')).to.equal('\ufffd x \ufffd');
    expect(displayText('😀'.repeat(2_000))).to.equal(`${'😀'.repeat(1_000)}…`);
    expect(displayText('😀'.repeat(1_000))).to.equal('😀'.repeat(1_000));
  });

  it('breaks up chains that are no emoji', () => {
    const chain = (length: number) => Array(length).fill('👩').join('\u200d');
    expect(displayText(chain(10))).to.equal(chain(10));
    expect(displayText(chain(40))).to.equal('👩'.repeat(40));
  });
});

describe('displayName', () => {
  it('is one trimmed line without invisible signs', () => {
    expect(displayName('  a\n\nb  ', 64)).to.equal('a b');
    expect(displayName('\u202eabc\u2066\u200b\ufeff', 64)).to.equal('abc');
    expect(displayName('\u3164\u2800\u115f', 64)).to.equal('');
  });

  it('is cut at its length, whatever was hidden in front of it', () => {
    expect(displayName('x'.repeat(100), 64)).to.equal(`${'x'.repeat(64)}…`);
    expect(displayName(`${'\u200b'.repeat(500)}abc`, 64)).to.equal('abc');
  });
});
