import { IvsChatLinkClickEvent, IvsChatUserClickEvent } from '../events.js';
import { keyOf } from './list-message.js';
import type { ListSource } from './list-source.js';
import type { RowAction } from './message-template.js';
import type { ModerationController } from './moderation-controller.js';
import { replyTo } from './reply-quotes.js';
import { focusRow } from './row-keys.js';
import type { TranscriptView } from './transcript-view.js';

/** Does what a press on a part of a row asks for. */
export type ActOnRow = (action: RowAction, row: HTMLElement, originalEvent: Event) => void;

/** Tells the page, goes to a message, or turns to the room or to the moderator's dialog. */
export function rowActions(host: HTMLElement, source: ListSource, view: TranscriptView, moderation: ModerationController): ActOnRow {
  return (action, row, originalEvent) => {
    const { room } = source;
    const message = view.rows?.messageOf(row);
    if (message === undefined) return;
    switch (action) {
      case 'user': {
        const event = new IvsChatUserClickEvent({ user: message.sender, message, originalEvent });
        host.dispatchEvent(event);
        break;
      }
      case 'reply': {
        const target = view.goTo(replyTo(message) ?? '');
        // A press by keyboard comes without clicks.
        if ((originalEvent as UIEvent).detail === 0) focusRow(target);
        break;
      }
      case 'link': {
        const { href = '' } = (originalEvent.target as Element).closest('a') ?? {};
        const event = new IvsChatLinkClickEvent({ url: href, message, originalEvent });
        host.dispatchEvent(event);
        if (event.defaultPrevented) originalEvent.preventDefault();
        break;
      }
      case 'retry':
        // A failure is told by the room and by the row.
        room?.retry(keyOf(message)).catch(() => {});
        break;
      case 'discard':
        room?.discard(keyOf(message));
        break;
      default:
        moderation.ask(action, message, row);
    }
  };
}

/** What a click asks for. The middle button opens links and presses nothing else; the right one only asks for a menu. */
export function actionOf(event: Event): RowAction | undefined {
  const action = (event.target as Element).closest<HTMLElement>('[data-action]')?.dataset['action'] as RowAction | undefined;
  return event.type === 'click' || (action === 'link' && (event as MouseEvent).button === 1) ? action : undefined;
}
