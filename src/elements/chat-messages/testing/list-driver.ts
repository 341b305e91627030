import { fixture, html, nextFrame } from '@open-wc/testing';
import type { ChatMessage, ChatUser } from '../../../client/index.js';
import { MessageStore } from '../../../client/message-store.js';
import type { RoomContext } from '../../room-context.js';
import '../ivs-chat-messages.js';
import type { IvsChatMessages } from '../ivs-chat-messages.js';
import { plainContext, serveContext } from '../../testing/serve-context.js';
import { waitUntil } from '../../testing/wait-until.js';

const START = Date.UTC(2026, 0, 5, 21, 4);
let lastId = 0;

/** A message as the room delivers it. */
export function chatMessage(content: string, sender: Partial<ChatUser> & { userId?: string } = {}, more: Partial<ChatMessage> = {}): ChatMessage {
  const count = ++lastId;
  return {
    id: `m${String(count).padStart(11, '0')}`,
    content,
    sendTime: new Date(START + count),
    sender: { userId: 'marlow', ...sender },
    ...more,
  };
}

/** Stands in for a room around a list, and remembers what it was asked for. */
export class ListRoom {
  readonly store = new MessageStore({ userId: 'you' });
  readonly asked: string[] = [];
  /** What the next requests come to. */
  answer: () => Promise<void> = () => Promise.resolve();
  context: RoomContext = {
    ...plainContext,
    user: { userId: 'you', attributes: { displayName: 'You There' } },
    store: this.store,
    send: () => Promise.resolve(),
    retry: (key) => this.#ask(`retry ${key}`),
    discard: (key) => {
      void this.#ask(`discard ${key}`);
      this.store.remove(key);
    },
    deleteMessage: (id, reason) => this.#ask(`delete ${id} ${reason ?? '-'}`),
    disconnectUser: (userId, reason) => this.#ask(`disconnect ${userId} ${reason ?? '-'}`),
  };
  readonly #tell: () => void;

  constructor(readonly element: HTMLElement) {
    this.#tell = serveContext(element, () => this.context);
  }

  change(context: Partial<RoomContext>): void {
    this.context = { ...this.context, ...context };
    this.#tell();
  }

  say(content: string, sender: Partial<ChatUser> = {}, more: Partial<ChatMessage> = {}): ChatMessage {
    const message = chatMessage(content, sender, more);
    this.store.add(message);
    return message;
  }

  sayMany(count: number, word = 'line'): void {
    for (let i = 0; i < count; i++) this.say(`${word} ${i}`);
  }

  #ask(what: string): Promise<void> {
    this.asked.push(what);
    return this.answer();
  }
}

export const moderator = { capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] } as const;

/** A list of 300 by 300 px in a room. */
export async function listInRoom(context: Partial<RoomContext> = {}): Promise<{ list: IvsChatMessages; room: ListRoom }> {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  const room = new ListRoom(place);
  room.change(context);
  const list = document.createElement('ivs-chat-messages');
  list.style.width = '300px';
  list.style.height = '300px';
  place.append(list);
  await settled(list);
  return { list, room };
}

/** A list that shows what a page sets. */
export async function listAlone(messages: IvsChatMessages['messages']): Promise<IvsChatMessages> {
  const list = await fixture<IvsChatMessages>(html`<ivs-chat-messages .messages=${messages}></ivs-chat-messages>`);
  await settled(list);
  return list;
}

/** What was asked of it is drawn, and what the browser has to say about it was heard. */
export async function settled(list: IvsChatMessages): Promise<void> {
  await list.updateComplete;
  for (let i = 0; i < 3; i++) await nextFrame();
  await list.updateComplete;
}

export function rowsOf(list: IvsChatMessages): HTMLElement[] {
  return [...list.shadowRoot!.querySelectorAll<HTMLElement>('[role="listitem"]')];
}

export function rowWith(list: IvsChatMessages, text: string): HTMLElement {
  const row = rowsOf(list).find((one) => readable(one).includes(text));
  if (!row) throw new Error(`No row says "${text}": ${rowsOf(list).map(readable).join(' | ')}`);
  return row;
}

/** Whether these are the very same elements. What compares elements by what they hold does not come to an end. */
export function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, i) => one === others[i]);
}

/** The text of an element as a reader sees it, on one line. */
export function readable(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}

export function partOf(root: IvsChatMessages | Element, name: string): HTMLElement | null {
  return ('shadowRoot' in root && root.shadowRoot ? root.shadowRoot : root).querySelector<HTMLElement>(`[part~="${name}"]`);
}

export function viewportOf(list: IvsChatMessages): HTMLElement {
  return partOf(list, 'viewport')!;
}

/** Where an element is drawn: its place on the screen, whose pixels are whole. */
export function drawnTop(element: Element): number {
  return Math.round(element.getBoundingClientRect().top * devicePixelRatio) / devicePixelRatio;
}

/** The first row that begins in view. */
export function firstInView(list: IvsChatMessages): HTMLElement {
  return rowsOf(list).find((row) => drawnTop(row) >= drawnTop(viewportOf(list)))!;
}

/** How far the newest row is below what is shown, in px. */
export function distanceFromEnd(list: IvsChatMessages): number {
  const { scrollHeight, clientHeight, scrollTop } = viewportOf(list);
  return scrollHeight - clientHeight - scrollTop;
}

/** Scrolls as a person would, and waits until the list knows. */
export async function scrollTo(list: IvsChatMessages, top: number): Promise<void> {
  viewportOf(list).scrollTop = top;
  await settled(list);
}

let pointerX = 0;
/** Moves a mouse onto a row. */
export function pointAt(target: Element): void {
  target.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, composed: true, pointerType: 'mouse', clientX: ++pointerX, clientY: 5 }));
}

/** Takes the mouse off the list. */
export function pointAway(list: IvsChatMessages): void {
  partOf(list, 'list')!.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
}

export function tap(target: HTMLElement): void {
  target.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true, pointerType: 'touch' }));
  target.click();
}

/** The tools of a row, by their accessible names. */
export function toolsOf(row: Element): string[] {
  return [...row.querySelectorAll('[part="actions"] button')].map((button) => button.getAttribute('aria-label') ?? '');
}

export function toolOf(row: Element, label: string): HTMLButtonElement {
  return row.querySelector<HTMLButtonElement>(`[part="actions"] button[aria-label="${label}"]`)!;
}

export function dialogOf(list: IvsChatMessages): HTMLDialogElement | null {
  return list.shadowRoot!.querySelector('dialog');
}

/** Presses until the dialog takes it: it takes nothing in its first moments. */
export async function confirmDialog(list: IvsChatMessages, reason = ''): Promise<void> {
  await waitUntil(() => dialogOf(list)?.open, 'the dialog is open');
  const dialog = dialogOf(list)!;
  dialog.querySelector('input')!.value = reason;
  await waitUntil(() => {
    dialog.querySelector<HTMLButtonElement>('button[type="submit"]')!.click();
    return dialogOf(list)?.open !== true;
  }, 'the dialog takes the press');
  await settled(list);
}

export function pressKey(target: HTMLElement, key: string, init: KeyboardEventInit = {}): boolean {
  return target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }));
}
