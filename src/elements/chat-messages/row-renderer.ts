import { render } from 'lit';
import type { ChatUser } from '../../client/index.js';
import type { ModerationAction } from '../events.js';
import { authorOf, withBadges } from './author.js';
import type { ContentRules } from './content-rules.js';
import type { ListMessage } from './list-message.js';
import type { ListSource } from './list-source.js';
import { ModeratorNames } from './look-alikes.js';
import { piecesOf } from './message-body.js';
import { customTemplate, messageTemplate, rowParts } from './message-template.js';
import type { ReplyQuotes } from './reply-quotes.js';
import { focusRow } from './row-keys.js';
import type { RowList } from './row-list.js';

export interface RowRendererOptions {
  readonly source: ListSource;
  /** What this participant may do about a message. */
  readonly tools: (message: ListMessage) => readonly ModerationAction[];
  readonly isActive: (row: HTMLElement) => boolean;
  readonly quotes: ReplyQuotes;
  readonly content: ContentRules;
  readonly avatars: () => boolean;
}

/** Draws rows, and remembers the moderators among their authors. */
export class RowRenderer {
  readonly #options: RowRendererOptions;
  readonly #moderators = new ModeratorNames();
  #hasNewModerator = false;
  /** Rows in the middle of a drawing, and what they should show by now. */
  readonly #drawing = new Map<HTMLElement, ListMessage | undefined>();

  constructor(options: RowRendererOptions) {
    this.#options = options;
  }

  /** @param isBodyKept only what stands beside the text changed */
  draw(row: HTMLElement, message: ListMessage, isBodyKept = false): void {
    // In Chromium a control that is taken out tells its page at once that the focus left it.
    if (this.#drawing.has(row)) return void this.#drawing.set(row, message);
    const { source, tools, isActive, quotes, content, avatars } = this.#options;
    const { strings, decorations, bodies } = source;
    const decoration = decorations.of(message);
    const author = withBadges(authorOf(message.sender), decoration.badges);
    if (author.isModerator) this.learnModerator(message.sender);
    const root = row.getRootNode();
    const focused = () => (root instanceof ShadowRoot && row.contains(root.activeElement) ? root.activeElement : null);
    const before = focused();
    const isKeyboard = before?.matches(':focus-visible');
    const parts = rowParts(message, author, content, decoration);
    if (row.getAttribute('part') !== parts) row.setAttribute('part', parts);
    // Not a style binding: a strict content security policy allows this one, and the value is of a form that cannot say more.
    row.style.setProperty('--_c', author.color);
    const lookedLike = (userId: string, name: string) => this.#moderators.lookedLike(userId, name);
    const quote = quotes.of(row, message);
    const view = { strings, tools, lookedLike, isActive: isActive(row), quote, content, avatars: avatars() };
    const ours = () => messageTemplate(message, author, { ...view, isActive: false });
    const body = bodies.of(row, message, isBodyKept, () => ({ strings, user: source.room?.user, ...piecesOf(ours) }));
    this.#drawing.set(row, undefined);
    try {
      render(body ? customTemplate(body, message, view) : messageTemplate(message, author, view), row);
    } finally {
      const late = this.#drawing.get(row);
      this.#drawing.delete(row);
      if (late !== undefined) this.draw(row, late);
    }
    if (before === null || focused() !== null) return;
    // The control that had the focus is gone, of which not every browser tells.
    focusRow(row, { preventScroll: !isKeyboard });
    // Whoever pressed it with a mouse does not go on with the row.
    if (!isKeyboard) row.closest<HTMLElement>('.viewport')?.focus({ preventScroll: true });
  }

  learnModerator(user: ChatUser): void {
    if (this.#moderators.add(user.userId, authorOf(user).name)) this.#hasNewModerator = true;
  }

  /** Names that were drawn before their moderator was known are marked late. */
  markLookAlikes(rows: RowList): void {
    if (!this.#hasNewModerator) return;
    this.#hasNewModerator = false;
    rows.redraw(({ sender }) => {
      const author = authorOf(sender);
      return !author.isModerator && this.#moderators.lookedLike(sender.userId, author.name) !== undefined;
    });
  }
}
