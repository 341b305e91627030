import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ReadingSign } from './stick-to-end-controller.js';

interface ShadowSelection {
  /** Chromium's, for its versions before 137. */
  getSelection?(): Selection | null;
}

/**
 * Notices that somebody reads who has not scrolled: a finger or a mouse button is down on a row, or text is selected that begins or
 * ends in one.
 */
export class ReadingSignsController implements ReactiveController {
  readonly #onSign: (sign: ReadingSign, isThere: boolean) => void;
  #list: HTMLElement | undefined;
  #isSelected = false;

  constructor(host: ReactiveControllerHost, onSign: (sign: ReadingSign, isThere: boolean) => void) {
    this.#onSign = onSign;
    host.addController(this);
  }

  attach(list: HTMLElement): void {
    this.#list = list;
    list.addEventListener('pointerdown', this.#onPress);
    list.addEventListener('touchstart', this.#onTouch, { passive: true });
  }

  hostConnected(): void {
    document.addEventListener('selectionchange', this.#onSelection);
  }

  hostDisconnected(): void {
    document.removeEventListener('selectionchange', this.#onSelection);
    this.#onRelease();
    this.#onSelection();
  }

  /** Rows were drawn or removed: a selection may have gone with them, of which not every browser tells. */
  settle(): void {
    if (this.#isSelected && !this.#selects()) this.#onSelection();
  }

  #selects(): boolean {
    return this.#list?.isConnected === true && selectsIn(this.#list);
  }

  readonly #onSelection = (): void => {
    this.#isSelected = this.#selects();
    this.#onSign('selection', this.#isSelected);
  };

  readonly #onPress = ({ pointerType, button }: PointerEvent): void => {
    if (pointerType === 'touch' || button !== 0) return;
    for (const type of ['pointerup', 'pointercancel']) addEventListener(type, this.#onRelease, true);
    this.#onSign('press', true);
  };

  readonly #onRelease = (): void => {
    for (const type of ['pointerup', 'pointercancel']) removeEventListener(type, this.#onRelease, true);
    this.#onSign('press', false);
  };

  /** What was touched hears of the end also when it is gone. A touch that scrolls ends as a pointer at once, but not as a touch. */
  readonly #onTouch = ({ target }: TouchEvent): void => {
    target?.addEventListener('touchend', this.#onTouchEnd);
    target?.addEventListener('touchcancel', this.#onTouchEnd);
    this.#onSign('press', true);
  };

  readonly #onTouchEnd = (event: Event): void => {
    if ((event as TouchEvent).touches.length === 0) this.#onSign('press', false);
  };
}

/** Whether selected text begins or ends in an element of a shadow tree. Each engine tells it in its own way. */
function selectsIn(element: HTMLElement): boolean {
  const root = element.getRootNode() as ShadowRoot & ShadowSelection;
  const selection = document.getSelection();
  if (selection === null) return false;
  const isInside = (node: Node | null) => node !== null && element.contains(node);
  if ('getComposedRanges' in selection) {
    return composedRanges(selection, root).some(({ collapsed, startContainer, endContainer }) => !collapsed && (isInside(startContainer) || isInside(endContainer)));
  }
  // Firefox before 142 tells what is inside shadow trees without being asked.
  const { isCollapsed, anchorNode, focusNode } = root.getSelection?.() ?? (selection as Selection);
  return !isCollapsed && (isInside(anchorNode) || isInside(focusNode));
}

function composedRanges(selection: Selection, root: ShadowRoot): readonly StaticRange[] {
  try {
    return selection.getComposedRanges({ shadowRoots: [root] });
  } catch {
    // Safari before 18.4 wants the roots one by one.
    return (selection.getComposedRanges as unknown as (...roots: ShadowRoot[]) => StaticRange[]).call(selection, root);
  }
}
