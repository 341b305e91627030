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

  it('tells JetBrains editors the same, and properties, events, slots, parts and custom properties', () => {
    const { contributions, ...rest } = JSON.parse(readFileSync(join(root, 'web-types.json'), 'utf8'));
    const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(rest).to.include({ name, version, 'js-types-syntax': 'typescript', 'description-markup': 'markdown' });
    const { elements } = contributions.html;
    expect(elements).to.have.length(3);
    const [room, messages, input] = ['room', 'messages', 'input'].map((piece) => elements.find((/** @type {{ name: string }} */ one) => one.name === `ivs-chat-${piece}`));
    const names = (/** @type {{ name: string }[]} */ entries) => entries.map((entry) => entry.name);
    const named = (/** @type {{ name: string }[]} */ entries, /** @type {string} */ wanted) => entries.find((entry) => entry.name === wanted);

    expect(named(room.attributes, 'theme')).to.deep.include({ value: { type: "'auto' | 'light' | 'dark'" } });
    expect(named(room.attributes, 'max-messages')).to.deep.include({ value: { type: 'number' } });
    expect(named(input.attributes, 'required')).to.deep.include({ value: { type: 'boolean' } });
    expect(named(messages.js.properties, 'noTimestamps')).to.include({ type: 'boolean' });
    expect(names(room.js.properties)).to.include.members(['tokenProvider', 'emotes', 'strings']).and.not.include('state');
    expect(names(room.slots)).to.have.members(['', 'header', 'pinned', 'banner', 'footer', 'empty', 'sign-in']);
    expect(names(messages.slots)).to.deep.equal(['empty']);
    // The events of the pieces bubble to the room.
    expect(names(room.js.events)).to.include.members(['ivs-chat-message', 'ivs-chat-before-send', 'ivs-chat-link-click']);
    expect(names(input.js.events)).to.deep.equal(['ivs-chat-before-send', 'ivs-chat-send']);
    expect(names(room.css.parts)).to.include.members(['header', 'message', 'textarea']);
    expect(names(input.css.parts)).to.have.members(['base', 'textarea', 'send-button', 'counter', 'error']);
    expect(names(messages.css.properties)).to.include.members(['--ivs-chat-bg', '--ivs-chat-own-bg']);
    expect(names(input.css.properties)).to.include('--ivs-chat-input-bg').and.not.include('--ivs-chat-own-bg');
    const all = [room, messages, input].flatMap(({ attributes, slots, js, css }) => [attributes, slots, js.properties, js.events, css.parts, css.properties].flat());
    expect(names(all.filter(({ description }) => !description))).to.deep.equal([]);
  });
});
