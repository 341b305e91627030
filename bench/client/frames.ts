import { messageFrame as frameOf, type OutgoingMessage } from '../../demo/server/sandbox-frames.js';
import { defaultRoomRules } from '../../demo/server/sandbox-options.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Twelve alphanumerics, as the service makes them; a different one for every number. */
export function messageId(number: number): string {
  let id = '';
  for (let rest = number, at = 0; at < 12; at++, rest = Math.floor(rest / 62)) id += alphabet[rest % 62];
  return id;
}

const texts = ['gg', 'That was close!', 'Nice play 😀', 'where are you from? '.repeat(3), 'wow '.repeat(40)];

/** A message as the service writes it, with null or filled attributes, short and long. */
export function messageFrame(number: number): string {
  const message: OutgoingMessage = {
    id: messageId(number),
    requestId: '',
    attributes: number % 3 === 0 ? { replyTo: messageId(number >> 1) } : {},
    content: texts[number % texts.length]!,
    sendTime: '2026-01-05T08:21:20.754555595Z',
    sender: { userId: `user-${number % 500}`, attributes: { displayName: `Name ${number % 500}`, color: '#a0c4ff' } },
  };
  return frameOf(message, defaultRoomRules);
}
