/** Templates of Svelte 5. Once in your project: `import type {} from 'ivs-chat-elements/types/svelte';` */
import type { HTMLAttributes } from 'svelte/elements';
import type { ElementOf, Listeners, PropertiesOf, Settings, Tag } from './elements.js';

/** What is no property becomes an attribute: Svelte would write `false` as the word, which is on; `null` is off. */
type Written<T extends Tag> = {
  [N in keyof Settings<T>]: N extends keyof PropertiesOf[T] ? Settings<T>[N] : Exclude<Settings<T>[N], false> | null;
};
type Props<T extends Tag> = Omit<HTMLAttributes<ElementOf[T]>, keyof Settings<T>> & Written<T> & Listeners<T, 'on'>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'ivs-chat-room': Props<'ivs-chat-room'>;
    'ivs-chat-messages': Props<'ivs-chat-messages'>;
    'ivs-chat-input': Props<'ivs-chat-input'>;
  }
}
