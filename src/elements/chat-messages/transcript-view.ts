import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FlushScheduler } from './flush-scheduler.js';
import type { ListSource } from './list-source.js';
import { markRow } from './mark-row.js';
import type { RowList } from './row-list.js';
import { RowWindow } from './row-window.js';
import { StickToEndController } from './stick-to-end-controller.js';

/** The list, and what is left in it of a deleted message. */
export type ViewHost = ReactiveControllerHost & HTMLElement & { readonly deleted: 'placeholder' | 'hide' };

/** Brings the transcript into view: when rows are drawn, of which messages, and where the list then stands. */
export class TranscriptView implements ReactiveController {
  readonly flushes = new FlushScheduler(() => this.flush());
  readonly stick: StickToEndController;
  /** The rows, once there is a place for them. */
  rows: RowList | undefined;
  /** Messages that came since the list followed last, as of the last flush. */
  newCount = 0;
  readonly #host: ViewHost;
  readonly #source: ListSource;
  readonly #onFlush: (rows: RowList) => void;
  readonly #window: RowWindow;
  #notice: HTMLElement | null = null;

  /** @param onFlush called when the rows are those of the transcript again */
  constructor(host: ViewHost, source: ListSource, onFlush: (rows: RowList) => void) {
    this.#host = host;
    this.#source = source;
    this.#onFlush = onFlush;
    this.#window = new RowWindow(source.isHidden);
    this.stick = new StickToEndController(host, () => this.#onFollowChange());
  }

  attach(viewport: HTMLElement, list: HTMLElement, rows: RowList): void {
    this.rows = rows;
    this.#notice = viewport.querySelector<HTMLElement>('.notice');
    this.stick.attach(viewport, list);
    // After those that tell of readers who are gone, which is a reason to draw.
    this.#host.addController(this);
  }

  hostConnected(): void {
    this.flushes.schedule();
  }

  hostDisconnected(): void {
    this.flushes.cancel();
  }

  /** The transcript changed. */
  onArrival(): void {
    if (this.#window.mustTake) this.#window.take();
    this.flushes.schedule();
    if (this.flushes.isSlow && this.stick.isFollowing) this.#drawAhead();
  }

  /** Goes to the newest message and stays there. */
  follow(): void {
    this.stick.follow();
    this.flush();
  }

  /** Draws the row of a message if need be, and shows it; `undefined` where the message is not here. */
  goTo(messageId: string): HTMLElement | undefined {
    this.flush();
    const { rows } = this;
    if (rows === undefined || messageId === '') return undefined;
    if (rows.find(messageId) === undefined && this.#window.showAround(messageId)) this.#show(rows);
    const row = rows.find(messageId);
    if (row === undefined) return undefined;
    this.stick.reveal(row);
    markRow(row);
    return row;
  }

  flush(): void {
    const { stick, rows } = this;
    if (rows === undefined || !this.#host.isConnected) return;
    const hadRows = rows.size > 0;
    const isOther = this.#window.use(this.#source.transcript, this.#host.deleted === 'hide');
    if ((isOther || this.#window.hasOwnNews) && !stick.isFollowing) stick.follow();
    const show = () => this.flushes.measureDrawing(() => this.#show(rows));
    if (stick.isFollowing) {
      this.#window.follow();
      stick.pin(show);
    } else {
      this.#window.take();
      stick.keepPlace(show);
    }
    const { newCount } = this.#window;
    if (newCount !== this.newCount || hadRows !== rows.size > 0) this.#host.requestUpdate();
    this.newCount = newCount;
    this.#onFlush(rows);
  }

  /** A list that cannot keep up draws rows as they come, and not all in the frame that shows them. */
  #drawAhead(): void {
    const { transcript, isHidden } = this.#source;
    const newest = this.rows?.hasRoomAhead ? transcript.at(transcript.size - 1) : undefined;
    if (newest !== undefined && !isHidden(newest)) this.rows?.drawAhead(newest);
  }

  #show(rows: RowList): void {
    const { missing } = this.#window;
    const notice = this.#notice;
    rows.show(this.#window.rows);
    const text = missing > 0 ? this.#source.strings.notShown(missing) : '';
    if (notice === null || text === notice.textContent) return;
    notice.textContent = text;
    notice.hidden = text === '';
  }

  #onFollowChange(): void {
    if (this.stick.isFollowing) this.flushes.schedule();
    else this.#window.read();
    this.#host.requestUpdate();
  }
}
