/** JSX of Solid. Once in your project: `import type {} from 'ivs-chat-elements/types/solid';` Events are `on:ivs-chat-…`. */
import type { JSX as SolidJSX } from 'solid-js';
import type { ElementOf, Listeners, PropertiesOf, Settings, Tag } from './elements.js';

type Explicit<T extends Tag> = { [N in keyof PropertiesOf[T] as `prop:${N & string}`]?: PropertiesOf[T][N] };
type Props<T extends Tag> = Omit<SolidJSX.HTMLAttributes<ElementOf[T]>, keyof Settings<T>> & Settings<T> & Explicit<T> & Listeners<T, 'on:'>;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'ivs-chat-room': Props<'ivs-chat-room'>;
      'ivs-chat-messages': Props<'ivs-chat-messages'>;
      'ivs-chat-input': Props<'ivs-chat-input'>;
    }
  }
}
