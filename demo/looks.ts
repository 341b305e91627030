import type { IvsChatMessages } from '../src/index.js';
import { rowStyles } from './row-styles.js';

/** The choices of how things look: the theme of the page, and the rows and pictures of its list. */
export function offerLooks(controls: HTMLElement, list: IvsChatMessages): void {
  controls.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'theme') document.documentElement.style.setProperty('color-scheme', target.value);
    if (target instanceof HTMLInputElement && target.id === 'avatars') list.avatars = target.checked;
    if (target instanceof HTMLSelectElement && target.id === 'rows') {
      Object.assign(list, { decorateMessage: undefined, renderMessage: undefined, ...rowStyles[target.value] });
    }
  });
}
