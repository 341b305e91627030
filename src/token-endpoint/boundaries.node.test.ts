import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';

const folder = 'src/token-endpoint';
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

describe('The token endpoint, as a module', () => {
  for (const name of files) {
    it(`${name} runs on every server: no page, no Lit, no Node, no SDK before it is needed`, () => {
      const source = readFileSync(`${folder}/${name}`, 'utf8');
      const code = source.replace(/\/\*.*?\*\//gs, '').replace(/\/\/.*$/gm, '');
      const imports = [...source.matchAll(/^(?:import|export)(?<type> type)?[^;]*? from '(?<from>[^']+)';/gm)].map(({ groups }) => groups!);
      for (const { from, type } of imports) {
        expect(from!.startsWith('./') || (from === '../client/chat-message.js' && type !== undefined), from).to.equal(true);
      }
      expect(code).not.to.match(/\b(?:document|window|HTMLElement|process|Buffer|require)\b[.(]/);
    });
  }

  it('asks for the AWS SDK in one place, when the first endpoint is made', () => {
    const asking = files.filter((name) => /[^f] import\('/.test(readFileSync(`${folder}/${name}`, 'utf8')));
    expect(asking).to.deep.equal(['aws-commands.ts']);
  });
});
