import { fieldNames, literalFrames, serviceWords } from './frames.js';

const hostileKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'type', '', ...fieldNames];
const hostileText = ['', ' ', '\u0000', '\ud800', '\u202e', '__proto__', '[object Object]', 'NaN', '1e999', ...serviceWords];
const hostileDates = ['2022-13-45T99:99:99Z', '-271822-04-19T23:59:59Z', '+275760-09-13T00:00:00.001Z', '0', '1970', 'yesterday', '2022-10-11T12:46:41.99999999999999999999Z'];
const hostileJson = [
  'null', 'true', '-1', '0', '1e999', '-0', '9007199254740993', '[]', '{}', '[[]]', '""', '[null]',
  '{"__proto__":{"polluted":"yes"}}',
  '{"constructor":{"prototype":{"polluted":"yes"}}}',
  '{"toString":"x","valueOf":1,"hasOwnProperty":null}',
  '{"then":"x"}',
  '{"length":4294967295}',
];
const bytes = ['{', '}', '[', ']', '"', '\\', ',', ':', '\\u0000', '\\ud83d', 'null', '-', '9', '\n', '\u2028', '😀'];

/** Turns a good frame into one that may be bad in any way, mostly still JSON so that it gets past the first check. */
export function mutateFrame(random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let text = pick(literalFrames);
  const rounds = 1 + Math.floor(random() * 3);
  for (let round = 0; round < rounds; round++) {
    const kind = random();
    if (kind < 0.6) text = mutateTree(text, random, pick);
    else text = mutateText(text, random, pick);
  }
  return text;
}

type Pick = <T>(list: readonly T[]) => T;
type Node = { holder: Record<string, unknown>; key: string };

function mutateTree(text: string, random: () => number, pick: Pick): string {
  let tree: unknown;
  try {
    tree = JSON.parse(text);
  } catch {
    return mutateText(text, random, pick);
  }
  const nodes = collect(tree);
  if (nodes.length === 0) return mutateText(text, random, pick);
  const { holder, key } = pick(nodes);
  const kind = Math.floor(random() * 9);
  if (kind === 0) delete holder[key];
  else if (kind === 1) holder[key] = pick(hostileText);
  else if (kind === 2) holder[key] = pick(hostileDates);
  else if (kind === 3) holder[key] = 'x'.repeat(Math.floor(random() ** 4 * 20_000));
  else if (kind === 4) holder[key] = pick(nodes).holder[pick(nodes).key];
  else if (kind === 5) holder[key] = random() < 0.5 ? random() * 1e6 : [holder[key]];
  else if (kind === 6) return spliceJson(text, pick(hostileKeys), pick(hostileJson), random);
  else if (kind === 7) return spliceJson(text, pick(nodes).key, pick(hostileJson), random);
  else holder[key] = nested(2 + Math.floor(random() ** 3 * 300), pick(fieldNames));
  try {
    return JSON.stringify(tree) ?? text;
  } catch {
    return text;
  }
}

/** Own values of an object and of the objects in it, at most 200, so that self-made monsters stay small. */
function collect(tree: unknown): Node[] {
  const nodes: Node[] = [];
  const waiting = [tree];
  for (let value = waiting.pop(); value !== undefined && nodes.length < 200; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const holder = value as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      nodes.push({ holder, key });
      waiting.push(holder[key]);
    }
  }
  return nodes;
}

/** Writes a member into the text after some `{`: the only way to get a key twice, or `__proto__` as an own key. */
function spliceJson(text: string, key: string, json: string, random: () => number): string {
  const opens = [...text.matchAll(/\{/g)].map((match) => match.index);
  const at = opens[Math.floor(random() * opens.length)];
  if (at === undefined) return json;
  const rest = text.slice(at + 1);
  return `${text.slice(0, at + 1)}${JSON.stringify(key)}:${json}${rest.trimStart().startsWith('}') ? '' : ','}${rest}`;
}

function nested(depth: number, name: string): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { [name]: value };
  return value;
}

function mutateText(text: string, random: () => number, pick: Pick): string {
  const at = Math.floor(random() * (text.length + 1));
  const length = Math.floor(random() ** 2 * 20);
  switch (Math.floor(random() * 7)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + length);
    case 2:
      return text.slice(0, at) + pick(bytes) + text.slice(at);
    case 3:
      return text.slice(0, at) + pick(bytes) + text.slice(at + 1);
    case 4:
      return text + pick(literalFrames);
    case 5:
      return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    default:
      return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 0x10000)) + text.slice(at + 1);
  }
}
