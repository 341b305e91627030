/* eslint-disable no-restricted-syntax, wc/attach-shadow-constructor, wc/no-closed-shadow-root -- the pages of other people do as they like */
import type { HostPage } from './host-site.js';
import type { PageKit } from './page-kit.js';

const room = '<ivs-chat-room token-endpoint="token"></ivs-chat-room>';
const module = '<script type="module" src="/cdn/ivs-chat.js"></script>';

/** A page: the kit first, the acts last. */
export const html = (head: string, body = room): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Host</title><script src="/cdn/kit.js"></script>${head}</head>
<body>${body}<script src="act.js" defer></script></body></html>`;

/** The chat works as it should, with one token for one connection. */
async function chats(kit: PageKit): Promise<number> {
  await kit.until(() => kit.room()?.shadowRoot, 'the element was defined');
  await kit.say(kit.room(), 'Hello');
  return kit.tokens();
}

/** Ways to load the script; in each the page chats and asks for one token. */
export const loading: Readonly<Record<string, HostPage>> = {
  'as a module before its elements': { html: html(module), act: chats },
  'as a classic script before its elements': { html: html('<script src="/cdn/ivs-chat.iife.js"></script>'), act: chats },
  'as a classic script with defer': { html: html('<script src="/cdn/ivs-chat.iife.js" defer></script>'), act: chats },
  'as a classic script with async': { html: html('<script src="/cdn/ivs-chat.iife.js" async></script>'), act: chats },
  'as a module with async': { html: html('<script type="module" async src="/cdn/ivs-chat.js"></script>'), act: chats },
  'after its elements': { html: html('', `${room}<script src="/cdn/ivs-chat.iife.js"></script>`), act: chats },
};

/** Places that a page may put the elements in. */
export const places = {
  late: {
    html: html(''),
    act: async (kit) => {
      const early = kit.room();
      Object.assign(early, { label: 'Set before', strings: { messagePlaceholder: 'Say it' } });
      await kit.settle();
      await kit.load('/cdn/ivs-chat.js', { type: 'module' });
      await kit.say(early, 'Hello');
      const box = early.shadowRoot?.querySelector('ivs-chat-input')?.shadowRoot?.querySelector('textarea');
      return { label: early.label, placeholder: box?.placeholder, tokens: await kit.tokens() };
    },
  },
  template: {
    html: html(module, `<template>${room}</template>`),
    act: async (kit) => {
      const template = document.querySelector('template') as HTMLTemplateElement;
      await customElements.whenDefined('ivs-chat-room');
      await kit.settle();
      const before = await kit.tokens();
      document.body.append(template.content.cloneNode(true));
      await kit.say(kit.room(), 'Hello');
      return { before, after: await kit.tokens(), inTemplate: template.content.querySelector('ivs-chat-room')?.shadowRoot ?? null };
    },
  },
  shadow: {
    html: html(module, '<x-panel></x-panel>'),
    act: async (kit) => {
      let inside: ShadowRoot | undefined;
      class Panel extends HTMLElement {
        connectedCallback(): void {
          inside = this.attachShadow({ mode: 'closed' });
          for (const name of ['ivs-chat-room', 'ivs-chat-input']) inside.append(document.createElement(name));
          inside.firstElementChild?.setAttribute('id', 'chat');
          inside.firstElementChild?.setAttribute('token-endpoint', 'token');
          inside.lastElementChild?.setAttribute('for', 'chat');
        }
      }
      customElements.define('x-panel', Panel);
      await customElements.whenDefined('ivs-chat-room');
      const room = inside?.querySelector('ivs-chat-room');
      if (!room) throw new Error('no room');
      await kit.say(room, 'From the room');
      const input = inside?.querySelector('ivs-chat-input');
      input?.insertText('From outside');
      input?.send();
      await kit.until(() => kit.rows(room).includes('From outside'), 'the input beside the room found it');
      return kit.tokens();
    },
  },
  dialog: {
    html: html(module, `<dialog>${room}</dialog>`),
    act: async (kit) => {
      await kit.connected(kit.room());
      await kit.room().sendMessage('While it was closed');
      (document.querySelector('dialog') as HTMLDialogElement).showModal();
      await kit.until(() => kit.rows(kit.room()).includes('While it was closed'), 'the list was drawn');
      await kit.say(kit.room(), 'While it is open');
      return kit.tokens();
    },
  },
  lazyDialog: {
    html: html(module, ['dialog', 'section'].map((tag) => `<${tag}>${room.replace('>', ' loading="lazy">')}</${tag}>`).join('')),
    act: async (kit) => {
      const waiting = kit.room('dialog ivs-chat-room');
      // The one in view stands after it in the page: when that one chats, this one has had its turn.
      await kit.say(kit.room('section ivs-chat-room'), 'In view');
      const [closed, before] = [waiting.state, await kit.tokens()];
      (document.querySelector('dialog') as HTMLDialogElement).showModal();
      await kit.say(waiting, 'While it is open');
      return { closed, before, after: await kit.tokens() };
    },
  },
  moved: {
    html: html(module, `<div>${room}</div><section></section>`),
    act: async (kit) => {
      const moving = kit.room();
      await kit.say(moving, 'Before');
      const client = moving.client;
      let disconnects = 0;
      moving.addEventListener('ivs-chat-disconnect', () => (disconnects += 1));
      const section = document.querySelector('section') as HTMLElement & { moveBefore?(node: Node, child: Node | null): void };
      section.append(moving);
      await kit.settle();
      section.moveBefore?.(moving, null);
      document.body.prepend(moving);
      await kit.say(moving, 'After');
      const kept = moving.client === client && client?.stats.connects === 1;
      return { kept, disconnects, tokens: await kit.tokens(), rows: kit.rows(moving) };
    },
  },
  moveBefore: {
    html: html(module, `<div>${room}</div><section></section>`),
    act: async (kit) => {
      const moving = kit.room();
      const section = document.querySelector('section') as HTMLElement & { moveBefore?(node: Node, child: Node | null): void };
      if (!section.moveBefore) return 'this engine has none';
      await kit.say(moving, 'Before');
      const textbox = moving.shadowRoot?.querySelector('ivs-chat-input')?.shadowRoot?.querySelector('textarea');
      textbox?.focus();
      section.moveBefore(moving, null);
      await kit.settle();
      const focused = textbox?.getRootNode() instanceof ShadowRoot && (textbox.getRootNode() as ShadowRoot).activeElement === textbox;
      await kit.say(moving, 'After');
      return { connects: moving.client?.stats.connects, tokens: await kit.tokens(), focused };
    },
  },
  several: {
    html: html(module, `<div id="a">${room}</div><div id="b">${room}</div>`),
    act: async (kit) => {
      const [a, b] = [kit.room('#a ivs-chat-room'), kit.room('#b ivs-chat-room')];
      await Promise.all([kit.connected(a), kit.connected(b)]);
      await kit.say(a, 'From a');
      await kit.say(b, 'From b');
      await kit.until(() => kit.rows(a).includes('From b') && kit.rows(b).includes('From a'), 'each heard the other');
      a.remove();
      await kit.until(() => a.state === 'disconnected', 'the removed one left');
      await kit.say(b, 'Still here');
      return { a: a.state, b: b.state, tokens: await kit.tokens() };
    },
  },
  swapped: {
    html: html(module),
    act: async (kit) => {
      await kit.say(kit.room(), 'First page');
      const old = kit.room();
      // As single-page routers do: the next page's HTML becomes the body of this one; its pieces come before their room.
      const text = '<body><ivs-chat-input for="next"></ivs-chat-input><ivs-chat-room id="next" token-endpoint="token"></ivs-chat-room></body>';
      const next = new DOMParser().parseFromString(text, 'text/html');
      document.documentElement.replaceChild(document.adoptNode(next.body), document.body);
      const fresh = kit.room('#next');
      await kit.say(fresh, 'Second page');
      const input = document.querySelector('ivs-chat-input');
      input?.insertText('From the outer input');
      input?.send();
      await kit.until(() => kit.rows(fresh).includes('From the outer input'), 'the outer input found the new room');
      // And the whole document element, as a few do.
      const whole = new DOMParser().parseFromString('<html><body><ivs-chat-room token-endpoint="token"><ivs-chat-messages></ivs-chat-messages></ivs-chat-room></body></html>', 'text/html');
      document.replaceChild(document.adoptNode(whole.documentElement), document.documentElement);
      await kit.say(kit.room(), 'Third page');
      return { old: old.state, second: fresh.state, third: kit.room().state, tokens: await kit.tokens() };
    },
  },
} satisfies Record<string, HostPage>;
