import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from './setup.mjs';

/**
 * @typedef {{ name: string, description?: string, attribute?: string, type?: { text: string } }} Entry
 * @typedef {{ name: string, tagName: string, attributes: Entry[], events: Entry[], slots: Entry[], cssParts: Entry[],
 *   cssProperties: Entry[], cssStates: Entry[], members: (Entry & { kind: string })[] }} Element
 */

const manifest = JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8'));
/** @type {Element[]} */
const elements = manifest.modules
  .flatMap((/** @type {{ declarations?: unknown[] }} */ module) => module.declarations ?? [])
  .filter((/** @type {Partial<Element>} */ declaration) => declaration.tagName);

const tags = ['ivs-chat-input', 'ivs-chat-messages', 'ivs-chat-room'];
const folderOf = (/** @type {string} */ tag) => join(root, 'src/elements', tag.replace('ivs-', ''));

/** The source of an element and of the files beside it, without comments and tests. @param {string} folder */
function sourceOf(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8').replace(/\/\*[^]*?\*\//g, ''))
    .join('\n');
}
const sources = Object.fromEntries(tags.map((tag) => [tag, sourceOf(folderOf(tag))]));
const shared = sourceOf(join(root, 'src/elements'));

const names = (/** @type {Entry[] | undefined} */ entries) => (entries ?? []).map(({ name }) => name);
const unique = (/** @type {string[]} */ list) => [...new Set(list)].sort();
const element = (/** @type {string} */ tag) => /** @type {Element} */ (elements.find(({ tagName }) => tagName === tag));
const all = (/** @type {(element: Element) => Entry[] | undefined} */ pick) => unique(elements.flatMap((one) => names(pick(one))));

/** @param {RegExp} pattern @param {string} text */
const captures = (pattern, text) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

describe('custom-elements.json', () => {
  it('describes the three elements', () => {
    expect(unique(elements.map(({ tagName }) => tagName))).to.deep.equal(tags);
  });

  it('names published files', () => {
    for (const { path } of manifest.modules) expect(path).to.match(/^dist\/.+\.js$/);
  });

  it('says something of everything, and the type of every event, property and attribute', () => {
    for (const one of elements) {
      const kinds = { ...one, properties: one.members.filter(({ kind }) => kind === 'field') };
      for (const kind of /** @type {const} */ (['attributes', 'events', 'slots', 'cssParts', 'cssProperties', 'properties'])) {
        for (const entry of kinds[kind] ?? []) {
          const where = `${one.tagName}: ${kind} ${entry.name}`;
          const text = entry.description ?? one.members.find(({ attribute }) => attribute === entry.name)?.description;
          expect(text, where).to.be.a('string').that.is.not.empty;
          if (['attributes', 'events', 'properties'].includes(kind)) expect(entry.type?.text, where).to.be.a('string').that.is.not.empty;
        }
      }
    }
  });

  it('holds nothing private', () => {
    for (const one of elements) expect(names(one.members).filter((name) => /^[#_]/.test(name))).to.deep.equal([]);
  });

  it('holds exactly the attributes that the elements observe', async () => {
    const built = await import(join(root, 'dist/index.js'));
    for (const tag of tags) {
      const { name, attributes } = element(tag);
      // Every element has an id; a room watches its own for the pieces that name it.
      const observed = built[name].observedAttributes.filter((/** @type {string} */ attribute) => attribute !== 'id');
      expect(unique(names(attributes)), tag).to.deep.equal(unique(observed));
    }
  });

  it('holds exactly the slots and parts that the templates have', () => {
    for (const tag of tags) {
      const source = sources[tag] ?? '';
      const slots = captures(/<slot\b[^>]*?\bname="([^"$]+)"/g, source);
      expect(names(element(tag).slots).filter(Boolean).sort(), tag).to.deep.equal(unique(slots));
    }
    const exported = captures(/exportparts="([^"]+)"/g, Object.values(sources).join('\n'));
    const written = unique(captures(/\bpart="([^"$]+)"/g, Object.values(sources).join('\n')).flatMap((list) => list.trim().split(/\s+/)));
    const known = all(({ cssParts }) => cssParts);
    expect(written.filter((part) => !known.includes(part))).to.deep.equal([]);
    const anywhere = Object.values(sources).join('\n') + shared + exported.join(' ');
    expect(known.filter((part) => !new RegExp(`[\\s"'\`:,(]${part}[\\s"'\`:,)]`).test(anywhere))).to.deep.equal([]);
  });

  it('holds exactly the custom properties that the styles read', () => {
    const used = unique(captures(/var\((--ivs-chat-[a-z-]+)/g, Object.values(sources).join('\n') + shared));
    expect(all(({ cssProperties }) => cssProperties)).to.deep.equal(used);
  });

  it('holds every event that the elements make, and no other of ours', () => {
    const classes = Object.fromEntries(
      [...shared.matchAll(/class (IvsChat\w+Event)\b[^]*?super\('([^']+)'/g)].map(([, name, type]) => [name, type]),
    );
    expect(Object.values(classes)).to.include('ivs-chat-message');
    const made = unique(captures(/new (IvsChat\w+Event)\(/g, Object.values(sources).join('\n') + shared).map((name) => classes[name] ?? name));
    const known = all(({ events }) => events).filter((name) => name.startsWith('ivs-'));
    expect(known).to.deep.equal(made);
  });
});

describe('README.md', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const fields = unique(elements.flatMap(({ members }) => names(members)));
  /** @type {[RegExp, string[]][]} */
  const kinds = [
    [/^custom propert/i, all(({ cssProperties }) => cssProperties)],
    [/^attribute/i, [...all(({ attributes }) => attributes), ...fields]],
    [/^(propert|method)/i, fields],
    [/^event/i, all(({ events }) => events)],
    [/^slot/i, all(({ slots }) => slots)],
    [/^part/i, all(({ cssParts }) => cssParts)],
    [/^state/i, all(({ cssStates }) => cssStates)],
  ];

  it('names in its tables nothing that the manifest does not hold', () => {
    let checked = 0;
    for (const [, head = '', body = ''] of readme.matchAll(/^\|\s*([^|\n]+?)\s*\|[^\n]*\n\|[\s:|-]+\|\n((?:\|[^\n]*\n)+)/gm)) {
      const known = kinds.find(([pattern]) => pattern.test(head))?.[1];
      if (!known) continue;
      for (const [cell = ''] of body.matchAll(/^\|[^|\n]*/gm)) {
        for (const name of captures(/`([^`]+)`/g, cell)) {
          checked++;
          expect(known, `the table "${head}"`).to.include(name.replace(/\(.*\)$/, ''));
        }
      }
    }
    expect(checked).to.be.greaterThan(20);
  });

  it('names all that the manifest holds', () => {
    const kinds = /** @type {const} */ (['attributes', 'events', 'slots', 'cssParts', 'cssProperties', 'cssStates']);
    for (const one of elements) {
      const entries = [...kinds.flatMap((kind) => one[kind] ?? []), ...one.members.filter(({ attribute }) => attribute === undefined)];
      const missing = names(entries).filter((name) => !new RegExp(`\`${name}[\`(]`).test(readme));
      expect(missing, one.tagName).to.deep.equal([]);
    }
  });

  it('names no event or custom property of ours that does not exist', () => {
    const events = unique(captures(/addEventListener\('(ivs-[a-z-]+)'/g, readme));
    const properties = unique(captures(/(--ivs-chat-[a-z-]+[a-z])/g, readme));
    expect(events.filter((name) => !all((one) => one.events).includes(name))).to.deep.equal([]);
    expect(properties.filter((name) => !all((one) => one.cssProperties).includes(name))).to.deep.equal([]);
  });
});
