import type { IvsChatRoom } from '../../../src/index.js';
import { loaderHelper } from '../browser.js';

/** What the acts of a host page work with. It lives in the page, as the global `kit`. */
export interface PageKit {
  run(act: (kit: PageKit) => Promise<unknown>): void;
  readonly warnings: string[];
  room(selector?: string): IvsChatRoom;
  /** Waits until it holds; fails with `what` after `ms` (8 s by default). */
  until(holds: () => unknown, what: string, ms?: number): Promise<void>;
  connected(room: IvsChatRoom): Promise<void>;
  /** Writes as a person would, into the room's box, and waits until the row stands in the list. */
  say(room: IvsChatRoom, text: string): Promise<void>;
  /** The texts of the room's list. */
  rows(room: IvsChatRoom): string[];
  /** How many tokens this page has asked for. */
  tokens(): Promise<number>;
  load(src: string, attributes?: Record<string, string>): Promise<'loaded' | 'refused'>;
  /** Two turns of the task queue: what was going to happen after a move has happened. */
  settle(): Promise<void>;
}

/** The kit as a classic script. It must run before everything else, so that it hears every warning. */
export function kitSource(): string {
  return `${loaderHelper} globalThis.kit = (${createKit.toString()})();`;
}

function createKit(): PageKit {
  const warnings: string[] = [];
  const errors: string[] = [];
  const violations: string[] = [];
  for (const [level, list] of [['warn', warnings], ['error', errors]] as const) {
    const original = console[level].bind(console);
    console[level] = (...args: unknown[]) => {
      list.push(args.map(String).join(' '));
      original(...args);
    };
  }
  const addressOf = (element: Element): string | null => element.getAttribute('src') ?? element.getAttribute('href');
  // Captured: the event of a script or picture that does not load stays at its element.
  addEventListener('error', ({ target, message }) => void errors.push(message || `did not load: ${addressOf(target as Element)}`), true);
  addEventListener('unhandledrejection', ({ reason }) => void errors.push(String(reason)));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => void violations.push(`${violatedDirective} ${blockedURI}`));

  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const find = (root: ParentNode, selector: string): Element | undefined => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(selector)) return element;
      const inside = element.shadowRoot && find(element.shadowRoot, selector);
      if (inside) return inside;
    }
    return undefined;
  };
  const inRoom = (room: Element, selector: string) => (room.shadowRoot && find(room.shadowRoot, selector)) ?? find(room, selector);

  const kit: PageKit = {
    warnings,
    run(act) {
      const report = (result: object) =>
        fetch('report', { method: 'POST', body: JSON.stringify({ ...result, warnings, errors, violations }) });
      act(kit).then(
        (value) => report({ value }),
        (error: unknown) => report({ failure: error instanceof Error ? `${error.message}` : String(error) }),
      );
    },
    room: (selector = 'ivs-chat-room') => document.querySelector(selector) as IvsChatRoom,
    async until(holds, what, ms = 8000) {
      for (const end = Date.now() + ms; !holds(); await pause(20)) {
        if (Date.now() > end) throw new Error(`never happened: ${what}`);
      }
    },
    connected: (room) => kit.until(() => room.state === 'connected', 'the room connected'),
    rows(room) {
      const list = inRoom(room, 'ivs-chat-messages');
      return [...(list?.shadowRoot?.querySelectorAll('[part~="content"]') ?? [])].map((row) => row.textContent?.trim() ?? '');
    },
    async say(room, text) {
      await kit.connected(room);
      await kit.until(() => inRoom(room, 'textarea:not(:disabled)'), 'the box could be written in');
      const box = inRoom(room, 'textarea') as HTMLTextAreaElement;
      const input = (box.getRootNode() as ShadowRoot).host as HTMLElement & { send(): void };
      box.value = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await kit.settle();
      input.send();
      await kit.until(() => kit.rows(room).includes(text), `the list showed "${text}"`);
    },
    tokens: async () => Number(await (await fetch('tokens')).text()),
    load: (src, attributes = {}) =>
      new Promise((resolve) => {
        const script = document.createElement('script');
        for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
        script.onload = () => resolve('loaded');
        script.onerror = () => resolve('refused');
        script.src = src;
        document.head.append(script);
      }),
    async settle() {
      await pause(10);
      await pause(10);
    },
  };
  return kit;
}
