import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { cdnFiles, integrityOf, markers, readmeSection } from './integrity.mjs';
import { root } from './setup.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('the files for a CDN', () => {
  it('SECURITY 25: have their sha384 beside them and in the README, for this version', () => {
    const integrity = integrityOf(root);
    expect(JSON.parse(readFileSync(join(root, 'dist/cdn/integrity.json'), 'utf8'))).to.deep.equal({ version, integrity });
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    expect(markers.exec(readme)?.[0], 'run npm run build').to.contain(readmeSection(version, integrity));
    expect(readme).to.contain(`/npm/ivs-chat-elements@${version}/dist/cdn/ivs-chat.js`);
  });

  for (const name of cdnFiles) {
    it(`say in ${name} what and which version they are`, () => {
      // The first line is the compile hint.
      const [, notice] = readFileSync(join(root, 'dist/cdn', name), 'utf8').split('\n', 2);
      expect(notice).to.match(/^\/\*! .*\*\/$/).and.to.contain(`ivs-chat-elements ${version} `);
    });

    it(`have a source map beside ${name}`, () => {
      const code = readFileSync(join(root, 'dist/cdn', name), 'utf8');
      expect(code).to.match(new RegExp(`//# sourceMappingURL=${name}\\.map\\s*$`));
      const map = JSON.parse(readFileSync(join(root, 'dist/cdn', `${name}.map`), 'utf8'));
      expect(map.sources.some((/** @type {string} */ source) => source.endsWith('ivs-chat-room.ts'))).to.equal(true);
    });
  }
});
