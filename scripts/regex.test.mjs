import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { root } from './setup.mjs';

/** Every regular expression that is written in `src`, outside tests. */
function expressions() {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/\btesting\b/.test(name),
  );
  /** @type {{ file: string, source: string, flags: string }[]} */
  const found = [];
  for (const file of files) {
    /** @param {ts.Node} node */
    const visit = (node) => {
      const text = ts.isRegularExpressionLiteral(node) ? node.text : undefined;
      const end = text?.lastIndexOf('/') ?? 0;
      if (text) found.push({ file, source: text.slice(1, end), flags: text.slice(end + 1) });
      // One that is put together at run time could be anything.
      if (ts.isIdentifier(node) && node.text === 'RegExp') found.push({ file, source: '', flags: 'made at run time' });
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(join(root, 'src', file), 'utf8'), ts.ScriptTarget.Latest));
  }
  return found;
}

const LENGTH = 20_000;
/** Pieces that a hostile text repeats. */
const pieces = ['a', '1', ' ', '-', '.', ':', '/', '@', 'a-', 'a.', '.1', '::', '\u0301', '\u202e', '\ud83d\ude00', 'wss://a', 'https://a.', '\n', '%20', 'a1', '\ud83d\ude00\u200d', '\ud83d\udc4d\ud83c\udffd\ufe0f\u200d'];
const hostile = pieces.flatMap((piece) => {
  const text = piece.repeat(Math.ceil(LENGTH / piece.length));
  return [text, `${text}!`, `!${text}`, `us-west-${text}`, `wss://${text}`, `https://${text}#`];
});

/** Ms that a search takes, the best of five: a busy machine may be slow, but not always. @param {string} text @param {RegExp} expression */
function quickest(text, expression) {
  let best = Infinity;
  for (let turn = 0; turn < 5 && best >= 30; turn++) {
    const started = performance.now();
    text.replace(expression, '');
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

/**
 * What is too large for a proof, by something small of the same kind. The classes are disjoint from one another and from what joins emoji.
 * @type {readonly (readonly [string, string])[]}
 */
const standIns = [
  ['\\p{Extended_Pictographic}', '\u2764'],
  ['\\p{Emoji_Modifier}', '\ud83c\udffd'],
  ['{10,}', '{2,}'],
];

describe('SECURITY 9: every regular expression of the sources', () => {
  const all = expressions();

  it('is found, and none is made at run time', () => {
    expect(all.length).to.be.above(10);
    expect(all.filter(({ flags }) => flags === 'made at run time')).to.deep.equal([]);
  });

  it('is judged with stand-ins that have no character in common', () => {
    const classes = [/\p{Extended_Pictographic}/u, /\p{Emoji_Modifier}/u, /[\u200d\ufe0f]/];
    for (let code = 0; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      if (classes.filter((one) => one.test(character)).length > 1) throw new Error(`U+${code.toString(16)} is of two classes`);
    }
  });

  for (const { file, source, flags } of all) {
    it(`/${source}/${flags} in ${file} takes linear time`, () => {
      const verdict = checkSync(standIns.reduce((text, [from, to]) => text.replaceAll(from, to), source), flags);
      expect(verdict.status, JSON.stringify(verdict)).to.equal('safe');
      for (const text of hostile) expect(quickest(text, new RegExp(source, flags)), JSON.stringify(text.slice(0, 30))).to.be.below(30);
    });
  }
});
