import type { Attributes, Capability } from './sandbox-options.js';

/** Somebody in the demo's room, as the demo's server knows them. A real site reads this from its own records. */
export interface Person {
  /** Part of the address `/as/<name>/`. */
  readonly name: string;
  readonly capabilities: readonly Capability[];
  readonly attributes: Attributes & { readonly displayName: string };
}

const colors = ['#e4572e', '#2e86ab', '#7b2cbf', '#2a9d3a', '#c2185b', '#00897b', '#b7791f', '#5c6bc0'];

/** Whoever comes without a name of their own. */
export const guestName = 'guest';

/** People whom the server knows to be more, or less, than a viewer. */
const special: Readonly<Record<string, Pick<Person, 'capabilities'> & { readonly displayName: string; readonly role?: string }>> = {
  moderator: { displayName: 'Mira', role: 'moderator', capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] },
  streamer: { displayName: 'Otis Patch', role: 'broadcaster', capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] },
  lurker: { displayName: 'Lurker', capabilities: [] },
};

/** A name that may stand in an address: 1 to 32 of `a-z`, `0-9` and `-`. */
export function isPersonName(name: string): boolean {
  return /^[a-z0-9-]{1,32}$/.test(name);
}

export function findPerson(name: string): Person {
  const known = Object.hasOwn(special, name) ? special[name] : undefined;
  const role = known?.role;
  return {
    name,
    capabilities: known?.capabilities ?? ['SEND_MESSAGE'],
    attributes: {
      displayName: known?.displayName ?? capitalize(name),
      color: colorOf(name),
      ...(role === undefined ? {} : { role, badges: role }),
    },
  };
}

function colorOf(name: string): string {
  // From 79 on, the first people whom the page offers have a colour each.
  const sum = [...name].reduce((total, character) => (total * 31 + (character.codePointAt(0) ?? 0)) % 9973, 79);
  return colors[sum % colors.length] ?? '#5c6bc0';
}

function capitalize(name: string): string {
  const words = name.split('-').filter((word) => word !== '');
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ') || name;
}
