import { formatSendTime, messageFrame, type Sender } from '../../demo/server/sandbox-frames.js';
import { defaultRoomRules } from '../../demo/server/sandbox-options.js';

/** Who reads; some messages mention them. */
export const readerId = 'viewer-0';
/** Emotes that messages name; the site serves their images. */
export const emoteNames = ['wave', 'gg', 'hype'] as const;

const words =
  'the stream is live again and this part always gets me what a save did you see that replay please turn the music up a little hello from the night shift can someone explain how the bracket works now'.split(
    ' ',
  );
const emoji = ['🎉', '😂', '🔥', '👏', '❤️', '👨‍👩‍👧', '🇯🇵'];
const names = ['nora_builds', 'Dev', 'kestrel', 'はるか', 'Ohm Sweet Ohm', 'سلمى', 'midnightbadger42', 'Lucía'];
const colors = ['#d1495b', '#00798c', '#8a6d00', '#30638e', '#7a3e9d'];
const badges = ['moderator', 'subscriber', 'vip'];
const senders = Array.from({ length: 2_000 }, (_, i): Sender => ({ userId: `viewer-${i + 1}`, attributes: senderAttributes(i) }));

function senderAttributes(i: number): Record<string, string> {
  return {
    displayName: `${names[i % names.length]} ${i}`,
    ...(i % 2 === 0 ? { color: colors[i % colors.length] ?? '' } : {}),
    ...(i % 7 === 0 ? { badges: badges[i % badges.length] ?? '' } : {}),
  };
}

export interface MadeMessage {
  readonly content: string;
  readonly sender: Sender;
}

/**
 * The same messages for every list: 5 to 200 characters, links, emoji, mentions and emotes, 2,000 senders.
 * @param number from 1; the text ends with it as `#1!`, so that a list can be asked what it shows
 */
export function makeMessage(number: number): MadeMessage {
  const random = randomFrom(number);
  const length = 5 + Math.floor(195 * random() ** 2);
  const pieces: string[] = [];
  if (random() < 0.1) pieces.push(random() < 0.2 ? `@${readerId}` : `@${names[Math.floor(random() * 2)]}`);
  for (let size = 0; size < length; ) {
    const word = words[Math.floor(random() * words.length)] ?? '';
    pieces.push(word);
    size += word.length + 1;
  }
  if (random() < 0.08) pieces.push(`https://example.com/clips/${number}?t=${Math.floor(random() * 999)}`);
  if (random() < 0.15) pieces.push(emoji[Math.floor(random() * emoji.length)] ?? '');
  if (random() < 0.1) pieces.push(`:${emoteNames[Math.floor(random() * emoteNames.length)]}:`);
  return { content: `${pieces.join(' ')} #${number}!`, sender: senders[Math.floor(random() * senders.length)]! };
}

/** The text of a message's frame, as the sandbox writes it. */
export function frameText(number: number): string {
  const { content, sender } = makeMessage(number);
  const message = { id: `m${number}`, requestId: '', attributes: {}, content, sender, sendTime: formatSendTime(Date.now(), 9) };
  return messageFrame(message, defaultRoomRules);
}

/** mulberry32: the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
