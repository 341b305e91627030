import { complaintsDuring, type Complaints } from '../../testing/complaints.js';
import type { IvsChatMessages } from '../ivs-chat-messages.js';
import { listInRoom, settled } from './list-driver.js';

/** A list with functions of a page, of whatever kind, and what it complains of while "one" and "two" are said. */
export async function listWith(functions: { readonly [Name in 'decorateMessage' | 'renderMessage']?: unknown }): Promise<Complaints & { readonly list: IvsChatMessages }> {
  const { list, room } = await listInRoom();
  const complaints = await complaintsDuring(async () => {
    Object.assign(list, functions);
    room.say('one');
    room.say('two');
    await settled(list);
  });
  return { list, ...complaints };
}
