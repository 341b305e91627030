/** A picture that stands for `:code:` in a message, or for a whole message as its sticker. */
export interface ChatEmote {
  /** From one of the room's `imageOrigins`; a relative address counts from the page. */
  readonly url: string;
  /** In place of the picture: for those who hear it, and where it does not load. `:code:` where it is missing. */
  readonly alt?: string;
}

/** What a badge says and shows. */
export interface ChatBadge {
  readonly label: string;
  /** From one of the room's `imageOrigins`; without it the badge shows our icon, or its first letter. */
  readonly url?: string;
}

/** What a page allows in messages, and brings for them. */
export interface ContentSettings {
  /** By code, without colons. */
  readonly emotes: Readonly<Record<string, ChatEmote>>;
  /** By the badge's name. */
  readonly badges: Readonly<Record<string, ChatBadge>>;
  /** Origins that pictures may come from; `undefined` is the page's own. */
  readonly imageOrigins: readonly string[] | undefined;
  /** Schemes of links: `https`, `http`, `mailto`. */
  readonly linkSchemes: readonly string[];
}

export const defaultContent: ContentSettings = { emotes: {}, badges: {}, imageOrigins: undefined, linkSchemes: ['https', 'http'] };
