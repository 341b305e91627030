import type { IvsChatMessages } from '../ivs-chat-messages.js';
import { listInRoom, settled } from './list-driver.js';

export interface Complaints {
  readonly warnings: string[];
  readonly errors: unknown[];
}

/** Collects warnings and reported errors while something runs, and keeps them from the test runner. */
export async function complaintsDuring(act: () => Promise<void>): Promise<Complaints> {
  const warnings: string[] = [];
  const errors: unknown[] = [];
  const { warn } = console;
  const { reportError } = window;
  console.warn = (text: string) => warnings.push(text);
  window.reportError = (error) => errors.push(error);
  try {
    await act();
  } finally {
    console.warn = warn;
    window.reportError = reportError;
  }
  return { warnings, errors };
}

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
