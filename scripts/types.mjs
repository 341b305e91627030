// Writes types/elements.d.ts and the editors' data from custom-elements.json.
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './setup.mjs';

/**
 * @typedef {{ name: string, description?: string, type?: { text: string }, default?: string }} Entry
 * @typedef {Entry & { fieldName: string }} Attribute
 * @typedef {Entry & { kind: string, readonly?: boolean }} Member
 * @typedef {{ name: string, tagName: string, description: string, attributes: Attribute[], members: Member[], events: Entry[],
 *   slots?: Entry[], cssParts?: Entry[], cssProperties?: Entry[] }} Element
 */

/** @param {Element} element */
const properties = ({ members }) => members.filter(({ kind, readonly }) => kind === 'field' && !readonly);
const quoted = (/** @type {string} */ name) => (/^\w+$/.test(name) ? name : `'${name}'`);
const isOurs = (/** @type {Entry} */ { name }) => name.startsWith('ivs-chat-');
const byName = (/** @type {Entry} */ a, /** @type {Entry} */ b) => (a.name < b.name ? -1 : 1);

/** Events bubble: whatever a piece fires can be heard at the room. @param {Element} element @param {Element[]} all @returns {Entry[]} */
function eventsAt(element, all) {
  const heard = element.tagName === 'ivs-chat-room' ? all.flatMap(({ events }) => events.filter(isOurs)) : element.events.filter(isOurs);
  return [...new Map(heard.map((event) => [event.name, event])).values()].sort(byName);
}

/** @param {Element} element @param {Attribute} attribute */
function attributeType({ name }, { fieldName, type }) {
  if (type?.text === 'boolean') return "boolean | ''";
  return type?.text === 'number' ? 'number | `${number}`' : `${name}['${fieldName}']`;
}

/** @param {Element[]} elements */
function typesOf(elements) {
  const events = [...new Set(elements.flatMap((element) => eventsAt(element, elements).map(({ type }) => type?.text ?? '')))].sort();
  const block = (/** @type {string} */ name, /** @type {string} */ comment, /** @type {(element: Element) => string} */ body) =>
    `/** ${comment} */\nexport interface ${name} {\n${elements.map((element) => `  '${element.tagName}': ${body(element)};`).join('\n')}\n}`;
  const table = (/** @type {[string, string][]} */ rows) => `{\n${rows.map(([key, type]) => `    ${quoted(key)}: ${type};`).join('\n')}\n  }`;
  return `${[
    '// Generated from custom-elements.json by `npm run manifest`; do not edit.',
    `import type {\n${[...elements.map(({ name }) => name), ...events].map((name) => `  ${name},`).join('\n')}\n} from '../dist/index.js';`,
    block('ElementOf', 'The class behind each tag.', ({ name }) => name),
    block('AttributesOf', 'What stands in HTML.', (element) =>
      table(element.attributes.map((attribute) => [`${attribute.name}`, attributeType(element, attribute)]))),
    block('PropertiesOf', 'What a script can set.', (element) =>
      table(properties(element).map(({ name }) => [name, `${element.name}['${name}']`]))),
    block('EventsOf', 'What can be heard there; events of the pieces bubble to the room.', (element) =>
      table(eventsAt(element, elements).map(({ name, type }) => [name, type?.text ?? 'Event']))),
    'export type Tag = keyof ElementOf;',
    `/** Everything that a template may set on an element, each of it optional. */
export type Settings<T extends Tag> = Partial<AttributesOf[T] & Omit<PropertiesOf[T], keyof AttributesOf[T]>>;`,
    `/** Listeners as settings: the name of the event after a prefix. */
export type Listeners<T extends Tag, Prefix extends string> = {
  [N in keyof EventsOf[T] as \`\${Prefix}\${N & string}\`]?: (event: EventsOf[T][N]) => void;
};`,
  ].join('\n\n')}\n`;
}

const literals = (/** @type {string | undefined} */ text) => [...(text ?? '').matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name);
const described = (/** @type {Entry} */ { name, description }) => ({ name, ...(description && { description }) });
/** An attribute says what its field says. @param {Element} element @param {Attribute} attribute */
const explained = (element, attribute) =>
  described({ name: attribute.name, description: attribute.description ?? element.members.find(({ name }) => name === attribute.fieldName)?.description ?? '' });

/** @param {Element[]} elements */
const forVsCode = (elements) => ({
  version: 1.1,
  tags: elements.map((element) => ({
    ...described({ name: element.tagName, description: element.description }),
    attributes: element.attributes.map((attribute) => ({
      ...explained(element, attribute),
      ...(attribute.type?.text === 'boolean' ? { valueSet: 'v' } : { values: literals(attribute.type?.text).map((name) => ({ name })) }),
    })),
  })),
});

/** @param {Element[]} elements @param {{ name: string, version: string }} manifest */
const forJetBrains = (elements, { name, version }) => ({
  $schema: 'https://json.schemastore.org/web-types',
  name,
  version,
  'js-types-syntax': 'typescript',
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: elements.map((element) => ({
        ...described({ name: element.tagName, description: element.description }),
        attributes: element.attributes.map((attribute) => ({ ...explained(element, attribute), value: { type: attribute.type?.text } })),
        slots: (element.slots ?? []).map(described),
        js: {
          properties: properties(element).map((property) => ({ ...described(property), type: property.type?.text })),
          events: eventsAt(element, elements).map(described),
        },
        css: { parts: (element.cssParts ?? []).map(described), properties: (element.cssProperties ?? []).map(described) },
      })),
    },
  },
});

/** @returns {Record<string, string>} path to content */
export function generatedFiles() {
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
  /** @type {Element[]} */
  const elements = read('custom-elements.json')
    .modules.flatMap((/** @type {{ declarations?: Element[] }} */ module) => module.declarations ?? [])
    .filter((/** @type {Element} */ declaration) => declaration.tagName);
  const json = (/** @type {object} */ value) => `${JSON.stringify(value, null, 2)}\n`;
  return {
    'types/elements.d.ts': typesOf(elements),
    'vscode.html-custom-data.json': json(forVsCode(elements)),
    'web-types.json': json(forJetBrains(elements, read('package.json'))),
  };
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const [path, content] of Object.entries(generatedFiles())) writeFileSync(join(root, path), content);
}
