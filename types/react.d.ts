/**
 * JSX of React 19. Once in your project: `import type {} from 'ivs-chat-elements/types/react';`
 * TypeScript lets any name with a dash stand in JSX, so that only the values of such names are checked.
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ElementOf, Listeners, Settings, Tag } from './elements.js';

type Base<T extends Tag> = DetailedHTMLProps<HTMLAttributes<ElementOf[T]>, ElementOf[T]>;
type Props<T extends Tag> = Omit<Base<T>, keyof Settings<T>> & Settings<T> & Listeners<T, 'on'> & { class?: string };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'ivs-chat-room': Props<'ivs-chat-room'>;
      'ivs-chat-messages': Props<'ivs-chat-messages'>;
      'ivs-chat-input': Props<'ivs-chat-input'>;
    }
  }
}
