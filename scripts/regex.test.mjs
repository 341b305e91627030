import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSync } from 'recheck';
import { tsImport } from 'tsx/esm/api';
import ts from 'typescript';
import { linkPatterns } from './link-patterns.mjs';
import { root } from './setup.mjs';

/** Every regular expression that is written in `src`, outside tests. */
function expressions() {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/\btesting\b/.test(name),
  );
  /** @type {{ file: string, source: string, flags: string }[]} */
  const found = [];
  /** @type {Set<string>} Files that put some together at run time. */
  const composing = new Set();
  for (const file of files) {
    /** @param {ts.Node} node */
    const visit = (node) => {
      const text = ts.isRegularExpressionLiteral(node) ? node.text : undefined;
      const end = text?.lastIndexOf('/') ?? 0;
      if (text) found.push({ file, source: text.slice(1, end), flags: text.slice(end + 1) });
      if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText(tree) === 'RegExp') composing.add(file);
      ts.forEachChild(node, visit);
    };
    const tree = ts.createSourceFile(file, readFileSync(join(root, 'src', file), 'utf8'), ts.ScriptTarget.Latest);
    visit(tree);
  }
  return { found, composing: [...composing].sort() };
}

/** Those that two files put together at run time, as they are for names that somebody may have. */
async function composed() {
  const { linkAddress } = await tsImport('../src/elements/chat-messages/link-address.ts', import.meta.url);
  const { mentionPattern } = await tsImport('../src/elements/chat-messages/mention.ts', import.meta.url);
  const Plain = RegExp;
  /** @type {{ file: string, source: string, flags: string }[]} */
  const made = [];
  let file = 'elements/chat-messages/link-address.ts';
  globalThis.RegExp = new Proxy(Plain, {
    construct(target, [source, flags]) {
      made.push({ file, source, flags });
      return new target(source, flags);
    },
  });
  try {
    // The first host of other signs makes it.
    linkAddress('https://\u00e9.example', 'https://\u00e9.example', new Set(['https:']));
    file = 'elements/chat-messages/mention.ts';
    for (const name of ['ann', 'Ann Lee', 'a.b.c-d', '(a+)+$']) mentionPattern({ userId: 'user-1', attributes: { displayName: name } });
  } finally {
    globalThis.RegExp = Plain;
  }
  return made.filter(({ source }) => typeof source === 'string');
}

const LENGTH = 20_000;
/** Pieces that a hostile text repeats. */
const pieces = ['a', '1', ' ', '-', '.', ':', '/', '@', 'a-', 'a.', '.1', '::', '\u0301', '\u202e', '\ud83d\ude00', 'wss://a', 'https://a.', '\n', '%20', 'a1', '\ud83d\ude00\u200d', '\ud83d\udc4d\ud83c\udffd\ufe0f\u200d'];
const hostile = pieces.flatMap((piece) => {
  const text = piece.repeat(Math.ceil(LENGTH / piece.length));
  return [text, `${text}!`, `!${text}`, `us-west-${text}`, `wss://${text}`, `https://${text}#`];
});

/** Ms of processor time that a search takes, the best of ten: a busy machine may be slow, but not always. @param {string} text @param {RegExp} expression */
function quickest(text, expression) {
  let best = Infinity;
  for (let turn = 0; turn < 10 && best >= 30; turn++) {
    const started = process.cpuUsage();
    text.replace(expression, '');
    const { user, system } = process.cpuUsage(started);
    best = Math.min(best, (user + system) / 1000);
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
  // A bound makes a constant factor, which the clock judges.
  ['{1,64}', '{1,4}'],
];

describe('SECURITY 9: every regular expression of the sources', () => {
  const { found: all, composing } = expressions();

  it('is found, and only two files put some together at run time', () => {
    expect(all.length).to.be.above(10);
    expect(composing).to.deep.equal(['elements/chat-messages/link-address.ts', 'elements/chat-messages/mention.ts']);
  });

  it('takes linear time when it is put together at run time', async () => {
    const made = await composed();
    const sources = (/** @type {string} */ name) => made.flatMap(({ file, source }) => (file.endsWith(name) ? [source] : []));
    expect(sources('link-address.ts').filter((source) => source.includes('scx=Latn')), 'for a host').to.have.length(1);
    expect(sources('mention.ts').filter((source) => source.includes('[@＠]')), 'for names').to.have.length(4);
    for (const { source, flags } of made) for (const text of hostile) expect(quickest(text, new RegExp(source, flags)), source).to.be.below(30);
  });

  it('takes linear time when it is put together for the files for a CDN', () => {
    for (const { source, flags } of Object.values(linkPatterns())) {
      for (const text of hostile) expect(quickest(`//${text}`, new RegExp(source, flags)), source.slice(0, 40)).to.be.below(30);
    }
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
