/** JSX of Preact. Once in your project: `import type {} from 'ivs-chat-elements/types/preact';` */
import type { HTMLAttributes } from 'preact';
import type { ElementOf, Listeners, Settings, Tag } from './elements.js';

type Props<T extends Tag> = Omit<HTMLAttributes<ElementOf[T]>, keyof Settings<T>> & Settings<T> & Listeners<T, 'on'>;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'ivs-chat-room': Props<'ivs-chat-room'>;
      'ivs-chat-messages': Props<'ivs-chat-messages'>;
      'ivs-chat-input': Props<'ivs-chat-input'>;
    }
  }
}
