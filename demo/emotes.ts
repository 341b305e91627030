/** What each picture shows, by its code. The demo's page draws them; the simulated viewers say them. */
const pictures = {
  hype: 'a flame',
  wave: 'a sine wave',
  knob: 'a knob',
  solder: 'a soldering iron',
  cat: 'the cat',
  love: 'a heart',
  lol: 'a laughing face',
  smoke: 'a smoking chip',
} as const;

export type EmoteCode = keyof typeof pictures;
export const emoteCodes = Object.keys(pictures) as readonly EmoteCode[];

/** For the room's `emotes`. */
export const emotes = Object.fromEntries(
  emoteCodes.map((code) => [code, { url: new URL(`./emotes/${code}.svg`, import.meta.url).href, alt: pictures[code] }]),
);
