import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';

const guide = readFileSync('docs/token-endpoint.md', 'utf8');

/** The code of an example, without the comment that says what the file is. */
function codeOf(path: string): string {
  return readFileSync(path, 'utf8').replace(/^\/\*\*.*?\*\/\n/s, '').trimEnd();
}

describe('docs/token-endpoint.md', () => {
  const shown = [...guide.matchAll(/<!-- file: (\S+) -->\n```ts\n(.*?)```/gs)].map(([, path = '', code = '']) => ({ path, code }));

  it('shows every example', () => {
    const files = readdirSync('demo/token-endpoint').map((name) => `demo/token-endpoint/${name}`);
    expect(shown.map(({ path }) => path)).to.have.members(files);
  });

  for (const { path, code } of shown) {
    it(`shows ${path} as it is tested`, () => {
      expect(code.trimEnd()).to.equal(codeOf(path));
    });
  }
});
