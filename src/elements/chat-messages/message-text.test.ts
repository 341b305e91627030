import { expect } from '@open-wc/testing';
import { ContentRules } from './content-rules.js';
import { linkAddress } from './link-address.js';
import { findLinks } from './link-finder.js';
import { mentionPattern } from './mention.js';
import { parseText, type TextRules } from './message-text.js';
import { chatMessage } from './testing/list-driver.js';
import { naughtyStrings, payloads, visibleText } from './testing/payloads.js';
import { warningsDuring } from '../testing/complaints.js';

const schemes = new Set(['https:', 'http:', 'mailto:']);
const codes = new Set(['a', 'hi', 'x']);
const emote = (code: string) => (codes.has(code) ? { url: `/${code}.png`, alt: `:${code}:` } : undefined);
const mention = mentionPattern({ userId: 'aa', attributes: { displayName: 'Ana María Ruiz' } });
const rules: TextRules = { schemes, mention, emote };

/** What is read of a message, where a link counts as it was written. */
function readText(text: string): string {
  const read = (run: ReturnType<typeof parseText>[number]): string =>
    typeof run === 'string' ? run : 'mention' in run ? run.mention : 'url' in run ? run.alt : run.shown;
  return parseText(text, rules).map(read).join('');
}

describe('parseText', () => {
  it('loses nothing and adds nothing', async () => {
    for (const text of [...(await naughtyStrings()), ...payloads, '@aa :hi: www.a.example :x:@Ana María Ruiz', 'a\nb :a:\u202e:a: @aa']) {
      const runs = parseText(text, rules);
      const isMended = runs.some((run) => typeof run !== 'string' && 'href' in run && !text.includes(run.shown));
      if (!isMended) expect(readText(text)).to.equal(visibleText(text));
      expect(runs).to.not.include('');
    }
  });

  it('keeps marks within their bounds, whatever stands between them', () => {
    const text = `a${'\u0301\u202a'.repeat(100)} @aa ${'\u0301'.repeat(100)}`;
    expect(readText(text)).to.equal(`a${'\u0301'.repeat(8)} @aa ${'\u0301'.repeat(8)}`);
  });

  it('cuts between whole characters', () => {
    const runs = parseText(`${'😀'.repeat(995)} @aa 😀😀😀`, rules);
    expect(runs.map((run) => (typeof run === 'string' ? Array.from(run).length : Object.keys(run)[0]))).to.deep.equal([996, 'mention', 2]);
    expect(readText('😀'.repeat(2_000))).to.match(/^(😀){1000}…$/u);
  });
});

/** Texts made to be read again and again, of any length. */
const hostile: Readonly<Record<string, (length: number) => string>> = Object.fromEntries(
  [
    'a', ':', '::', ':a', ':a:', '@', '@a', '@aa', 'aa@', '@Ana ', '@Ana María Ruiz', '.', 'a.', 'www.', 'www.a.', 'http', 'http:', 'http://', 'https://a', 'https://a.', 'https://a.b/', 'https://a.b/(', 'https://a.b/((',
    'https://a:b@', 'https://a@', 'a@a.', 'a@a.a ', 'mailto:', 'mailto:a@', '//', '/', '(', '[(', '("', "'", '!', '-', '--', '?', ',', '\u0301', '\u202e', '\u200b', '😀', '👩\u200d', 'а', 'аa', 'https://аa.', '日', '日.',
    '\ud800', ' ', '\n', '%', '\\', '[::', 'https://[::1]', 'xn--', 'https://xn--a.',
  ].flatMap((unit) => [
    [`${unit} again and again`, (length: number) => unit.repeat(length / unit.length)],
    [`https://a.b/ and ${unit}`, (length: number) => `https://a.b/${unit.repeat((length - 12) / unit.length)}`],
    [`${unit} and a stop`, (length: number) => `${unit.repeat((length - 2) / unit.length)}\u0000!`],
  ]),
);

describe('SECURITY 9: 20,000 hostile characters', () => {
  const LONG = 20_000;
  const PARTS = 16;
  /** The least of a few times, in ms: whatever else the machine does only adds to it. */
  const least = (act: () => void) => {
    let best = Infinity;
    for (let i = 0; i < 3; i++) {
      const start = performance.now();
      act();
      best = Math.min(best, performance.now() - start);
    }
    return best;
  };
  const readers: Readonly<Record<string, (text: string) => unknown>> = {
    'the whole of a message': (text) => parseText(text, rules),
    'links alone, uncut': (text) => findLinks(text, schemes),
    'one address': (text) => linkAddress(text, text, schemes),
    'one host': (text) => linkAddress(`https://${text}`, `https://${text}`, schemes),
    'mentions alone, uncut': (text) => [...text.matchAll(mention!)],
    'a name as a mention': (text) => mentionPattern({ userId: text, attributes: { displayName: text } })?.test(text),
    'a code of an emote': (text) => new ContentRules().update({ emotes: { [text]: { url: text } }, badges: { [text]: { label: text, url: text } }, imageOrigins: undefined, linkSchemes: ['https'] }),
  };

  for (const [name, read] of Object.entries(readers)) {
    it(`${name}: in one piece they cost little more than in ${PARTS}`, async function () {
      this.timeout(60_000);
      await warningsDuring(() => {
        for (const [pattern, make] of Object.entries(hostile)) {
          const whole = make(LONG);
          const part = make(LONG / PARTS);
          const oneTime = least(() => read(whole));
          // The square of so many steps takes longer; less is no growth, or noise.
          if (oneTime < 100) continue;
          const inParts = least(() => {
            for (let i = 0; i < PARTS; i++) read(part);
          });
          expect(oneTime / inParts, `${pattern}: ${oneTime} ms against ${inParts} ms`).to.be.lessThan(PARTS / 2);
        }
      });
    });
  }

  it('ask for as many pictures and links as a message may hold', () => {
    const content = new ContentRules();
    content.update({ emotes: { a: { url: '/a.png' } }, badges: {}, imageOrigins: undefined, linkSchemes: ['https', 'http', 'mailto'] });
    const most = { runs: 0, pictures: 0, links: 0 };
    for (const make of Object.values(hostile)) {
      const runs = content.runsOf(chatMessage(make(LONG)));
      const count = (key: string) => runs.filter((run) => typeof run !== 'string' && key in run).length;
      most.runs = Math.max(most.runs, runs.length);
      most.pictures = Math.max(most.pictures, count('url'));
      most.links = Math.max(most.links, count('href'));
    }
    expect(most.runs).to.be.at.most(1_001);
    expect(most.pictures).to.equal(100);
    expect(most.links).to.be.within(50, 250);
  });
});
