import { LinkifyIt, REBuilder } from 'linkify-it';
import { linkAddress, type LinkAddress } from './link-address.js';

export interface FoundLink extends LinkAddress {
  /** Where it begins, in UTF-16 units. */
  readonly index: number;
}

/** Without one of these there is no link, and the finder, which is dear, is not asked. */
const HINT = /:\/\/|www\.|mailto:|\w@\w/i;
/** An address in another scheme's coat is not ours, and neither is the end of a longer word. */
const START = /((?<![\w@/\\]|(?:script|blob|feed|filesystem|jar|view-source):))(https?:|mailto:|www\.)/gi;

/** Written directly behind letters of other scripts an address is one too: not every language puts spaces. */
class AddressPatterns extends REBuilder {
  override get_schema_search(): RegExp {
    return START;
  }
}

/** Finds addresses that are written out, from their scheme or `www.` on. */
export class LinkFinder {
  readonly #schemes: ReadonlySet<string>;
  #linkify: LinkifyIt | undefined;

  /** @param schemes allowed ones, with their colon */
  constructor(schemes: ReadonlySet<string>) {
    this.#schemes = schemes;
  }

  find(text: string): readonly FoundLink[] {
    if (!HINT.test(text)) return [];
    this.#linkify ??= createLinkify(this.#schemes.has('mailto:'));
    const links: FoundLink[] = [];
    for (const { index, lastIndex, raw, url } of this.#linkify.match(text) ?? []) {
      // The host goes on in a way that browsers read and people do not.
      const isTorn = /[%\\@＠]/.test(text.charAt(lastIndex));
      const address = isTorn ? undefined : linkAddress(raw, url, this.#schemes);
      if (address !== undefined) links.push({ index, ...address });
    }
    return links;
  }
}

function createLinkify(fuzzyEmail: boolean): LinkifyIt {
  // With user and password they are found as a whole, and refused as a whole.
  const linkify = new LinkifyIt({ fuzzyEmail, urlAuth: true, rebuilder: new AddressPatterns() });
  return linkify.add('www.', {
    validate(text, pos, { re }) {
      const rest = re.get_relative_proto_validator();
      rest.lastIndex = pos;
      return rest.exec(text)?.[0].length ?? 0;
    },
    normalize(match) {
      match.url = `https://${match.raw}`;
    },
  });
}
