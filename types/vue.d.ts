/** Templates of Vue 3. Once in your project: `import type {} from 'ivs-chat-elements/types/vue';` */
import type { HTMLAttributes } from 'vue';
import type { ElementOf, EventsOf, Settings, Tag } from './elements.js';

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;
type Handlers<T extends Tag> = { [N in keyof EventsOf[T] as `on${Capitalize<Camel<N & string>>}`]?: (event: EventsOf[T][N]) => void };
type Camelized<Names> = { [N in keyof Names as Camel<N & string>]: Names[N] };
type Piece<T extends Tag> = new () => ElementOf[T] & { $props: HTMLAttributes & Camelized<Settings<T>> & Handlers<T> };

declare module 'vue' {
  interface GlobalComponents {
    'ivs-chat-room': Piece<'ivs-chat-room'>;
    'ivs-chat-messages': Piece<'ivs-chat-messages'>;
    'ivs-chat-input': Piece<'ivs-chat-input'>;
  }
}
