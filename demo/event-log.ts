import type { IvsChatRoom } from '../src/index.js';

const maxLines = 60;

interface Line {
  readonly type: string;
  readonly element: HTMLLIElement;
  count: number;
  detail: string;
}

/** Happens too often for a line each. */
const frequent = 'ivs-chat-message';

/** Writes down the events of a room, the newest first. */
export class EventLog {
  readonly #list: HTMLElement;
  #latest: Line | undefined;
  #isFlushPlanned = false;

  constructor(list: HTMLElement) {
    this.#list = list;
  }

  /** Texts are left out: what a moderator deletes should be gone from the page. */
  listen(room: IvsChatRoom): void {
    const heard = (event: Event, detail: string) => this.#add(event.type, detail);
    room.addEventListener('ivs-chat-connecting', (event) => heard(event, `attempt ${event.detail.attempt}${event.detail.reason ? ` after ${event.detail.reason}` : ''}`));
    room.addEventListener('ivs-chat-connect', (event) => {
      const { user, capabilities, resumed } = event.detail;
      heard(event, [`as ${user?.userId ?? 'somebody'}`, capabilities?.join(', ') ?? '', resumed ? 'resumed' : ''].filter(Boolean).join(' · '));
    });
    room.addEventListener('ivs-chat-disconnect', (event) => heard(event, `${event.detail.reason}${event.detail.willReconnect ? ', trying again' : ''}`));
    room.addEventListener('ivs-chat-message', (event) => heard(event, `from ${event.detail.message.sender.userId}`));
    room.addEventListener('ivs-chat-before-send', (event) => heard(event, `length ${[...event.detail.content].length}`));
    room.addEventListener('ivs-chat-send', (event) => heard(event, `accepted as ${event.detail.message?.id ?? ''}`));
    room.addEventListener('ivs-chat-before-moderate', (event) => heard(event, event.detail.action));
    room.addEventListener('ivs-chat-moderation', (event) => {
      const { action, messageId, userId, reason, self } = event.detail;
      heard(event, [action, userId ?? messageId, reason, self ? 'that is you' : ''].filter(Boolean).join(' · '));
    });
    room.addEventListener('ivs-chat-event', (event) => heard(event, `${event.detail.event.eventName} ${JSON.stringify(event.detail.event.attributes ?? {})}`));
    room.addEventListener('ivs-chat-user-click', (event) => heard(event, event.detail.user.userId));
    room.addEventListener('ivs-chat-error', (event) => heard(event, `${event.detail.operation}: ${event.detail.error.name}`));
  }

  #add(type: string, detail: string): void {
    if (this.#latest?.type === frequent && type === frequent) {
      this.#latest.count += 1;
      this.#latest.detail = detail;
    } else {
      this.#flush();
      this.#latest = { type, detail, count: 1, element: document.createElement('li') };
      this.#list.prepend(this.#latest.element);
      while (this.#list.childElementCount > maxLines) this.#list.lastElementChild?.remove();
    }
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    requestAnimationFrame(() => {
      this.#isFlushPlanned = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#latest === undefined) return;
    const { type, count, detail, element } = this.#latest;
    const time = document.createElement('time');
    time.textContent = new Date().toTimeString().slice(0, 8);
    const name = document.createElement('b');
    name.textContent = count > 1 ? `${type} ×${count}` : type;
    const text = document.createElement('span');
    text.textContent = detail;
    element.replaceChildren(time, name, text);
  }
}
