import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from './setup.mjs';
import { generatedFiles } from './types.mjs';

describe('what editors and frameworks know of the elements', () => {
  for (const [path, content] of Object.entries(generatedFiles())) {
    it(`${path} says what custom-elements.json says`, () => {
      expect(readFileSync(join(root, path), 'utf8'), 'run npm run manifest').to.equal(content);
    });
  }

  it('tells editors every element with its attributes, and the words that an attribute takes', () => {
    const { tags } = JSON.parse(readFileSync(join(root, 'vscode.html-custom-data.json'), 'utf8'));
    const room = tags.find((/** @type {{ name: string }} */ tag) => tag.name === 'ivs-chat-room');
    const theme = room.attributes.find((/** @type {{ name: string }} */ attribute) => attribute.name === 'theme');
    expect(tags).to.have.length(3);
    expect(theme.description).to.be.a('string').that.is.not.empty;
    expect(theme.values).to.deep.equal([{ name: 'auto' }, { name: 'light' }, { name: 'dark' }]);
    const input = tags.find((/** @type {{ name: string }} */ tag) => tag.name === 'ivs-chat-input');
    const words = (/** @type {string} */ name) => input.attributes.find((/** @type {{ name: string }} */ attribute) => attribute.name === name).values;
    expect(words('enter')).to.deep.equal([{ name: 'send' }, { name: 'newline' }]);
    expect(words('counter')).to.deep.equal([{ name: 'auto' }, { name: 'always' }, { name: 'off' }]);
  });
});
