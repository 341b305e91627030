import samples from './frames.json' with { type: 'json' };

/** What the service sends, for tests. Its field names stand in `frames.json`, which holds frames as its reference and captures show them. */

type Fields = Readonly<Record<string, unknown>>;

/** Frames as the service writes them. */
export const literalFrames: readonly string[] = samples.transcribed.map((frame) => JSON.stringify(frame));

/** The names that they use. */
export const fieldNames: readonly string[] = [...new Set(samples.transcribed.flatMap((frame) => Object.keys(frame)))];

/** What the service says in them in words of its own, which are in capitals. */
export const serviceWords: readonly string[] = [...new Set(literalFrames.join().match(/(?<=")(aws:)?[A-Z_]{3,}(?=")/g))];

const [idName] = Object.entries(samples.message).find(([, value]) => value === '$id')!;

/** A frame, good or not, with an id of its own: most would be left out as heard before. */
export function renumbered(text: string, number: number): string {
  return text.replace(`"${idName}":"`, (start) => `${start}${number}x`);
}

/** A message, with other fields as given. */
export function messageFrame(content: string, fields: Fields = {}): Fields {
  return { ...filled(samples.message, { $id: nextId('M'), $text: content }), ...fields };
}

/** An event, with other fields as given. */
export function eventFrame(eventName: string, attributes: Readonly<Record<string, string>> | null, fields: Fields = {}): Fields {
  return { ...filled(samples.event, { $id: nextId('E'), $text: eventName, $attributes: attributes }), ...fields };
}

let lastId = 0;

function nextId(letter: string): string {
  lastId += 1;
  return `${letter}${String(lastId).padStart(11, '0')}`;
}

/** A sample with what is to stand in its places. */
function filled(sample: Fields, places: Fields): Fields {
  const fill = (value: unknown): unknown => (typeof value === 'string' && value in places ? places[value] : value);
  return Object.fromEntries(Object.entries(sample).map(([name, value]) => [name, fill(value)]));
}
