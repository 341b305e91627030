import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { atLeast, atMost, median, percent, rounded } from './figures.js';
import { makeMessage } from './message-maker.js';
import { partNames, readOptions } from './options.js';
import { table, withSection } from './tables.js';

describe('bench/list', () => {
  it('lines up the columns of a table', () => {
    expect(table(['list', 'ms'], [['ours', '1'], ['the bound', '12.5']])).to.equal(
      ['| list      |   ms |', '| --------- | ---: |', '| ours      |    1 |', '| the bound | 12.5 |'].join('\n'),
    );
  });

  it('writes between the marks of a section and nowhere else', () => {
    const document = 'a\n<!-- bench:one -->\nold\n<!-- /bench:one -->\nb\n<!-- bench:two -->\nkept\n<!-- /bench:two -->';
    expect(withSection(document, 'one', '\nnew\n')).to.equal(document.replace('old', 'new'));
    expect(() => withSection(document, 'three', 'x')).to.throw('three');
  });

  it('has a place in the documentation for every part', () => {
    const document = readFileSync(join(import.meta.dirname, '../../docs/performance.md'), 'utf8');
    for (const name of [...partNames, 'claims']) expect(withSection(document, name, 'x')).to.include(`<!-- bench:${name} -->\nx\n`);
  });

  it('takes the value in the middle', () => {
    expect(median([9, 1, 5])).to.equal(5);
    expect(median([1, 2, 3, 10])).to.equal(2.5);
    expect(median([])).to.be.NaN;
  });

  it('judges a figure and says what it was', () => {
    expect(atMost('CPU', 1.304, 1.3, 'x')).to.deep.equal({ what: 'CPU', must: 'at most 1.3x', measured: '1.3x', holds: false });
    expect(atLeast('frames', 98, 98, ' %').holds).to.equal(true);
    // What was not measured does not hold.
    expect(atMost('CPU', Number.NaN, 1).holds).to.equal(false);
    expect(atLeast('frames', Number.NaN, 1).holds).to.equal(false);
  });

  it('rounds to digits that count', () => {
    expect([1234.5, 99.96, 1.234, Number.NaN].map(rounded)).to.deep.equal(['1,235', '100', '1.23', '–']);
    expect(percent(0.98765)).to.equal('98.8 %');
  });

  it('does less with --quick and does not write it down', () => {
    const [full, quick] = [readOptions([]), readOptions(['--quick'])];
    expect([full.runs, full.write, full.peers.length]).to.deep.equal([5, true, 4]);
    expect([quick.runs, quick.write, quick.peers.length]).to.deep.equal([1, false, 0]);
    expect(readOptions(['--only=stream,memory', '--runs=3'])).to.deep.include({ parts: ['stream', 'memory'], runs: 3 });
  });

  it('refuses an option that it does not understand', () => {
    expect(() => readOptions(['--only=streams'])).to.throw('streams');
    expect(() => readOptions(['--runs=0'])).to.throw('--runs');
    expect(() => readOptions(['--lists=other'])).to.throw('other');
  });

  it('makes the same messages each time, numbered at their end', () => {
    expect(makeMessage(7)).to.deep.equal(makeMessage(7));
    for (let number = 1; number < 2_000; number++) expect(makeMessage(number).content).to.match(new RegExp(` #${number}!$`));
    const texts = Array.from({ length: 2_000 }, (_, i) => makeMessage(i + 1).content);
    for (const part of ['https://', '@viewer-0', ':hype:', '🇯🇵']) expect(texts.some((text) => text.includes(part)), part).to.equal(true);
  });
});
