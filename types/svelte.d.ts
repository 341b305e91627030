/** Templates of Svelte 5. Once in your project: `import type {} from 'ivs-chat-elements/types/svelte';` */
import type { HTMLAttributes } from 'svelte/elements';
import type { ElementOf, Listeners, Settings, Tag } from './elements.js';

type Props<T extends Tag> = Omit<HTMLAttributes<ElementOf[T]>, keyof Settings<T>> & Settings<T> & Listeners<T, 'on'>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'ivs-chat-room': Props<'ivs-chat-room'>;
    'ivs-chat-messages': Props<'ivs-chat-messages'>;
    'ivs-chat-input': Props<'ivs-chat-input'>;
  }
}
