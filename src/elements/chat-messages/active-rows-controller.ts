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
  readonly #host: ReactiveControllerHost & HTMLElement;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** What the pointer did last in the list; a mouse that left it did nothing. */
  #pointer: PointerEvent | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ActiveRowsOptions) {
    this.#host = host;
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
    return [...this.#rows.values()].includes(row);
  }

  attach(list: HTMLElement): void {
    list.addEventListener('pointermove', this.#onPointerMove);
    list.addEventListener('pointerdown', this.#onPointerDown);
    list.addEventListener('pointerleave', this.#onPointerLeave);
    list.addEventListener('click', this.#onClick);
    list.addEventListener('focusin', this.#onFocusIn);
    list.addEventListener('focusout', this.#onFocusOut);
  }

  hostConnected(): void {
    this.#host.ownerDocument.addEventListener('pointerdown', this.#onOutside);
  }

  hostDisconnected(): void {
    this.#host.ownerDocument.removeEventListener('pointerdown', this.#onOutside);
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
    if (event.clientX === this.#pointer?.clientX && event.clientY === this.#pointer.clientY) return;
    this.#pointer = event;
    const target = event.target as Element;
    const row = rowOf(target);
    clearTimeout(this.#rest);
    if (target.closest('.tools') === null) this.#rest = setTimeout(() => this.#set('pointer', undefined), POINTER_REST_MS);
    this.#set('pointer', row !== undefined && this.#options.hasTools(row) ? row : undefined);
  };

  readonly #onPointerLeave = ({ pointerType }: PointerEvent): void => {
    // It may come back at the same point, which is a choice then. A finger leaves before its click.
    if (pointerType !== 'touch') this.#pointer = undefined;
    this.#set('pointer', undefined);
  };

  readonly #onPointerDown = (event: PointerEvent): void => {
    this.#pointer = event;
  };

  /** A tap shows the tools of a row, a second one hides them. */
  readonly #onClick = (event: Event): void => {
    const target = event.target as Element;
    if (this.#pointer?.pointerType !== 'touch' || target.closest('[data-action]') !== null) return;
    const row = rowOf(target);
    const isShown = row === this.#rows.get('touch');
    this.#set('touch', row !== undefined && !isShown && this.#options.hasTools(row) ? row : undefined);
    // For fingers they stand under the text.
    this.#rows.get('touch')?.scrollIntoView({ block: 'nearest' });
  };

  /** The document hears of what the list has heard of, too. */
  readonly #onOutside = (event: Event): void => {
    if (event !== this.#pointer) this.#set('touch', undefined);
  };

  readonly #onFocusIn = (event: FocusEvent): void => {
    this.#set('focus', rowOf(event.target));
  };

  readonly #onFocusOut = (event: FocusEvent): void => {
    const row = rowOf(event.target as Element);
    if (row === undefined || (event.relatedTarget instanceof Node && row.contains(event.relatedTarget))) return;
    // A window that loses the focus leaves it to its row.
    if ((row.getRootNode() as ShadowRoot).activeElement !== row) row.removeAttribute('tabindex');
    // Not at once: the focus also leaves a control because its row is being drawn, which cannot start anew in the middle.
    queueMicrotask(() => {
      if (this.#rows.get('focus') === row && !row.matches(':focus-within')) this.#set('focus', undefined);
    });
  };
}

export function rowOf(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('.row') ?? undefined) : undefined;
}
