import type { IvsChatRoom } from '../src/index.js';
import { askServer } from './ask-server.js';

/** What a moderator's page adds to "remove": a ban, which the site's own server keeps. */
export class BanChoice {
  readonly #root: HTMLElement;
  /** `/as/<name>/` */
  readonly #ownPath: string;

  constructor(root: HTMLElement, room: IvsChatRoom, ownPath: string) {
    this.#root = root;
    this.#ownPath = ownPath;
    room.addEventListener('ivs-chat-connect', ({ detail }) => {
      root.hidden = !(detail.capabilities ?? []).includes('DISCONNECT_USER');
    });
    room.addEventListener('ivs-chat-before-moderate', (event) => {
      const { action, user, reason } = event.detail;
      if (action !== 'disconnect-user' || user === undefined || !this.#isWanted) return;
      // The server disconnects them too.
      event.preventDefault();
      void this.#ban(user.userId, user.attributes?.['displayName'] ?? user.userId, reason);
    });
  }

  get #isWanted(): boolean {
    return this.#root.querySelector<HTMLInputElement>('#ban')?.checked === true;
  }

  async #ban(userId: string, name: string, reason: string | undefined): Promise<void> {
    if (!(await this.#moderate('ban', { userId, reason }))) return;
    for (const old of this.#root.querySelectorAll<HTMLElement>('[data-user]')) if (old.dataset['user'] === userId) old.remove();
    const unban = document.createElement('button');
    unban.type = 'button';
    unban.dataset['user'] = userId;
    unban.textContent = `Unban ${name}`;
    unban.addEventListener('click', () => void this.#moderate('unban', { userId }).then((done) => done && unban.remove()));
    this.#root.append(unban);
  }

  /** @returns whether it was done */
  async #moderate(act: 'ban' | 'unban', input: Record<string, unknown>): Promise<boolean> {
    return (await askServer(`${this.#ownPath}moderate/${act}`, input)) !== undefined;
  }
}
