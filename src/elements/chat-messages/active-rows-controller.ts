import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A pointer that rests this long on a row no longer holds the list; on a tool it does. */
const POINTER_REST_MS = 8_000;

export interface ActiveRowsOptions {
  /** Whether a row has tools for this participant. */
  readonly hasTools: (row: HTMLElement) => boolean;
  /** Draws a row again, with or without its tools. */
  readonly redraw: (row: HTMLElement) => void;
  /** Rows became active, or none is any more. */
  readonly onChange: () => void;
}

type Cause = 'pointer' | 'touch' | 'focus' | 'dialog';

/**
 * Which rows somebody is busy with: under the pointer of a moderator, tapped, focused by keyboard, or in question in a dialog. Their
 * tools are drawn, and the list stands still for them.
 */
export class ActiveRowsController implements ReactiveController {
  readonly #options: ActiveRowsOptions;
  readonly #rows = new Map<Cause, HTMLElement>();
  #list: HTMLElement | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #pointer = { type: 'mouse', x: Number.NaN, y: Number.NaN };

  constructor(host: ReactiveControllerHost, options: ActiveRowsOptions) {
    this.#options = options;
    host.addController(this);
  }

  get hasAny(): boolean {
    return this.#rows.size > 0;
  }

  /** Row that the pointer or the focus is on. */
  get current(): HTMLElement | undefined {
    return this.#rows.get('pointer') ?? this.#rows.get('focus') ?? this.#rows.get('touch');
  }

  has(row: HTMLElement): boolean {
    for (const active of this.#rows.values()) if (active === row) return true;
    return false;
  }

  attach(list: HTMLElement): void {
    this.#list = list;
    list.addEventListener('pointermove', this.#onPointerMove);
    list.addEventListener('pointerdown', this.#onPointerDown);
    list.addEventListener('pointerleave', this.#onPointerLeave);
    list.addEventListener('click', this.#onClick);
    list.addEventListener('focusin', this.#onFocusIn);
    list.addEventListener('focusout', this.#onFocusOut);
  }

  hostDisconnected(): void {
    this.clear();
  }

  /** A dialog about this row is open; `undefined` when it closed. */
  setDialogRow(row: HTMLElement | undefined): void {
    this.#set('dialog', row);
  }

  /** Nobody is busy with a row any more. */
  clear(): void {
    for (const cause of [...this.#rows.keys()]) this.#set(cause, undefined);
  }

  /** What this participant may do changed. */
  redraw(): void {
    for (const row of this.#rows.values()) this.#redraw(row);
  }

  /** A row goes. */
  forget(row: HTMLElement): void {
    for (const [cause, active] of [...this.#rows]) if (active === row) this.#set(cause, undefined);
  }

  #set(cause: Cause, row: HTMLElement | undefined): void {
    const before = this.#rows.get(cause);
    if (before === row) return;
    if (row === undefined) this.#rows.delete(cause);
    else this.#rows.set(cause, row);
    if (cause === 'touch') this.#watchOutside(row !== undefined);
    if (before !== undefined && !this.has(before)) this.#redraw(before);
    if (row !== undefined) this.#redraw(row);
    this.#options.onChange();
  }

  /** What is not a native button can be reached with Tab while a row is active. */
  #redraw(row: HTMLElement): void {
    this.#options.redraw(row);
    for (const control of row.querySelectorAll<HTMLElement>('[role="button"], .link')) control.tabIndex = this.has(row) ? 0 : -1;
  }

  readonly #onPointerMove = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') return;
    // Rows that slide under a resting pointer are nobody's choice.
    if (event.clientX === this.#pointer.x && event.clientY === this.#pointer.y) return;
    this.#pointer = { type: event.pointerType, x: event.clientX, y: event.clientY };
    const target = event.target as Element;
    const row = rowOf(target);
    clearTimeout(this.#rest);
    if (target.closest('.tools') === null) this.#rest = setTimeout(() => this.#set('pointer', undefined), POINTER_REST_MS);
    this.#set('pointer', row !== undefined && this.#options.hasTools(row) ? row : undefined);
  };

  readonly #onPointerLeave = (): void => {
    // It may come back at the same point, which is a choice then.
    this.#pointer.x = Number.NaN;
    this.#set('pointer', undefined);
  };

  readonly #onPointerDown = (event: PointerEvent): void => {
    this.#pointer = { type: event.pointerType, x: event.clientX, y: event.clientY };
  };

  /** A tap shows the tools of a row, a second one hides them. */
  readonly #onClick = (event: Event): void => {
    const target = event.target as Element;
    if (this.#pointer.type !== 'touch' || target.closest('[data-action]') !== null) return;
    const row = rowOf(target);
    const isShown = row === this.#rows.get('touch');
    this.#set('touch', row !== undefined && !isShown && this.#options.hasTools(row) ? row : undefined);
    // For fingers they stand under the text.
    this.#rows.get('touch')?.scrollIntoView({ block: 'nearest' });
  };

  #watchOutside(isOn: boolean): void {
    const root = this.#list?.ownerDocument;
    if (isOn) root?.addEventListener('pointerdown', this.#onOutside);
    else root?.removeEventListener('pointerdown', this.#onOutside);
  }

  readonly #onOutside = (event: Event): void => {
    const list = this.#list;
    if (list !== undefined && !event.composedPath().includes(list)) this.#set('touch', undefined);
  };

  readonly #onFocusIn = (event: FocusEvent): void => {
    this.#set('focus', rowOf(event.target));
  };

  readonly #onFocusOut = (event: FocusEvent): void => {
    const row = rowOf(event.target as Element);
    if (row === undefined || (event.relatedTarget instanceof Node && row.contains(event.relatedTarget))) return;
    row.removeAttribute('tabindex');
    // Not at once: the focus also leaves a control because its row is being drawn, which cannot start anew in the middle.
    queueMicrotask(() => {
      if (this.#rows.get('focus') === row && !row.matches(':focus-within')) this.#set('focus', undefined);
    });
  };
}

export function rowOf(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('.row') ?? undefined) : undefined;
}
