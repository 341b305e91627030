import { aTimeout, fixture, html } from '@open-wc/testing';
import type { IvsChatInput } from '../../chat-input/ivs-chat-input.js';
import type { IvsChatMessages } from '../../chat-messages/ivs-chat-messages.js';
import type { IvsChatRoom } from '../ivs-chat-room.js';
import type { Person, SandboxRoom } from './sandbox-room.js';
import { waitUntil } from '../../testing/wait-until.js';

/** A room element in the page, that connects to a room of the sandbox. */
export function roomFor(sandbox: SandboxRoom, person: Person): Promise<IvsChatRoom> {
  const room = html`<ivs-chat-room socket-url=${sandbox.socketUrl} .tokenProvider=${sandbox.provider(person)}></ivs-chat-room>`;
  return fixture<IvsChatRoom>(room);
}

export async function connectedRoom(sandbox: SandboxRoom, person: Person): Promise<IvsChatRoom> {
  const room = await roomFor(sandbox, person);
  await untilState(room, 'connected');
  return room;
}

export async function untilState(room: IvsChatRoom, state: IvsChatRoom['state']): Promise<void> {
  await waitUntil(() => room.state === state, `the room is not ${state}`);
  await room.updateComplete;
}

/** Waits until the banner, or the sentence in place of the input, says it. */
export async function untilSays(room: IvsChatRoom, text: string | RegExp): Promise<void> {
  const isSaid = () => (typeof text === 'string' ? said(room).includes(text) : text.test(said(room)));
  await waitUntil(isSaid, `the room does not say ${text}`);
}

/** A few tasks: whatever was scheduled to happen soon has happened. */
export const soon = (): Promise<void> => aTimeout(50);

/** Whatever comes back after a random time comes back at once while this runs, so that `soon()` is late enough to see that nothing does. */
export async function withoutJitter(act: () => Promise<void>): Promise<void> {
  const { random } = Math;
  Math.random = () => 0.001;
  try {
    await act();
  } finally {
    Math.random = random;
  }
}

/** Everything that the live regions of the room itself say. */
export function said(room: IvsChatRoom): string {
  const lines = [...shadowOf(room).querySelectorAll('[role="status"]')];
  return lines.map((line) => line.textContent.trim()).filter(Boolean).join(' ');
}

/** The buttons of the banner, by their words. */
export function bannerButtons(room: IvsChatRoom): HTMLButtonElement[] {
  return [...shadowOf(room).querySelectorAll<HTMLButtonElement>('[part="banner"] button')];
}

export function ownList(room: IvsChatRoom): IvsChatMessages | null {
  return shadowOf(room).querySelector('ivs-chat-messages');
}

/** The room's own input, hidden or not. */
export function ownInput(room: IvsChatRoom): IvsChatInput | null {
  return shadowOf(room).querySelector('ivs-chat-input');
}

export function isInputShown(room: IvsChatRoom): boolean {
  return ownInput(room)?.checkVisibility() ?? false;
}

/** The texts of the transcript. */
export function texts(room: IvsChatRoom): string[] {
  return room.messages.map((message) => message.content);
}

function shadowOf(room: IvsChatRoom): ShadowRoot {
  if (!room.shadowRoot) throw new Error('The room has not rendered yet');
  return room.shadowRoot;
}
