/** Written text, and the address that is drawn as a link; `undefined` where all of it stays text. */
export type Case = readonly [written: string, shown: string | undefined];

const refuse = (texts: readonly string[]): Case[] => texts.map((text) => [text, undefined]);
const keep = (texts: readonly string[]): Case[] => texts.map((text) => [text, text]);

const otherSchemes = [
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', 'java\nscript:alert(1)', ' javascript:alert(1)', 'javascript://example.com/%0aalert(1)',
  'javascript:https://example.com', 'javascript:\u0000alert(1)', '\u0001javascript:alert(1)', 'javascript&colon;alert(1)', 'jav&#x09;ascript:alert(1)', 'javascript\u200b:alert(1)',
  'data:text/html,<script>alert(1)</script>', 'data:text/html;base64,PHNjcmlwdD4=', 'DATA:text/html,x', 'data:image/svg+xml,<svg onload=alert(1)>', 'data:,hello',
  'blob:https://example.com/0f3b', 'BLOB:https://example.com/0f3b', 'blob:null/0f3b', 'filesystem:https://example.com/temporary/x', 'view-source:https://example.com/',
  'jar:https://example.com/a.jar!/x', 'feed:https://example.com/rss', 'file:///etc/passwd', 'file://localhost/etc/passwd', 'FILE:///C:/', 'vbscript:msgbox(1)',
  'VBScript:MsgBox(1)', 'ftp://example.com/a', 'sftp://example.com/', 'ssh://example.com', 'git://example.com/a.git', 'ws://example.com/', 'wss://example.com/', 'about:blank',
  'about:srcdoc', 'chrome://settings', 'chrome-extension://abc/x.html', 'ms-settings:privacy', 'intent://example.com#Intent;end', 'tel:+123456', 'sms:+123456', 'magnet:?xt=urn:btih:1',
  'mailto:ann@example.com', 'ann@example.com', 'irc://example.com/a', 'steam://run/1', 'urn:isbn:1', 'cid:1@example.com', 'xhttps://example.com', 'hhttps://example.com', '_https://example.com',
  'h\u200bttps://example.com', 'ｈｔｔｐｓ://example.com', 'httрs://example.com', '//example.com', '//example.com/path', '///example.com', '/\\example.com', '\\\\example.com\\share',
  'http:example.com', 'https:example.com/x', 'http:/example.com', 'https:/example.com', 'http:\\\\example.com', 'https:\\\\example.com\\x', 'http:\\/example.com', 'https:/\\example.com',
  'https//example.com', 'https://', 'http://', 'https:// example.com', 'https:///example.com', 'https://?x', 'https://#x', 'https:// ', 'https://.', 'https://..', 'https://-', 'https://:80/',
  'example.com', 'www.', 'www', 'readme.md', 'wait.what', '12:30', '::', 'a:b', ':)', 'c://', '@@@', 'C:\\Windows', '192.168.0.1', 'localhost:8080',
];

const userInfo = [
  'http://user:pass@example.com/', 'https://user@example.com', 'https://user:@example.com', 'https://:pass@example.com/', 'https://@example.com/', 'https://bank.example@evil.example/',
  'https://bank.example:443@evil.example/', 'https://bank.example%2f@evil.example/', 'https://bank.example%20@evil.example', 'https://user%3Apass@example.com',
  'https://bank.example\\@evil.example/', 'https://a:b@c:d@example.com/', 'https://bank.example&x@evil.example/', 'https://xn--e1awd7f.com@evil.example', 'https://ex%61mple.com/',
];

const invisible = [
  '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\u2061', '\u2063', '\ufeff', '\u00ad', '\u034f', '\u180e', '\u061c', '\u115f', '\u3164', '\uffa0', '\ufe0f', '\u{e0061}', '\u{e007f}',
  '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\ufff9', '\u{1d173}',
].flatMap((sign) => [`https://exa${sign}mple.com/`, `https://example${sign}.com/path`, `https://${sign}example.com/path`]);

const mixtures = [
  'https://аpple.com/', 'https://pаypal.com/', 'https://gооgle.com', 'https://microsοft.com', 'https://fасebook.com/', 'https://еxample.com', 'https://exаmple.com:8080/x', 'https://www.аmazon.com/',
  'https://login.pаypal.com.example/', 'https://exampleω.com', 'https://ехаmрlе.com', 'https://аррlе.com', 'https://twіtch.tv', 'https://уoutube.com', 'https://λбв.com', 'https://אbc.com',
  'https://exampleم.com', 'https://exampleを.com', 'https://日本abc.com', 'https://한국일본kor.com', 'https://かЖ.com', 'https://ᎪᏢᏢᏞᎬ.com', 'https://☃.net/', 'https://i❤.ws', 'https://𐌰𐌱.com',
  'https://example.com∕evil.example', 'https://example.com⁄evil.example', 'https://example.com＠evil.example/', 'https://ꜱʜᴏᴘӏ.com',
];

const international: Case[] = [
  ['https://пример.рф/', 'https://xn--e1afmkfd.xn--p1ai/'],
  ['https://пример.рф/страница', 'https://xn--e1afmkfd.xn--p1ai/%D1%81%D1%82%D1%80%D0%B0%D0%BD%D0%B8%D1%86%D0%B0'],
  ['https://аррӏе.com/', 'https://xn--80ak6aa92e.com/'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ['https://BÜCHER.example/', 'https://xn--bcher-kva.example/'],
  ['https://straße.example/', 'https://xn--strae-oqa.example/'],
  ['https://日本語.jp/', 'https://xn--wgv71a119e.jp/'],
  ['https://にほんご日本.jp/', 'https://xn--38j2b6b6e3512acvb.jp/'],
  ['https://例子.测试/', 'https://xn--fsqu00a.xn--0zwm56d/'],
  ['https://한국.kr', 'https://xn--3e0b707e.kr/'],
  ['https://παράδειγμα.δοκιμή/', 'https://xn--hxajbheg2az3al.xn--jxalpdlp/'],
  ['https://مثال.إختبار/', 'https://xn--mgbh0fb.xn--kgbechtv/'],
  ['https://דוגמה.example', 'https://xn--6dbbec0c.example/'],
  ['https://उदाहरण.परीक्षा/', 'https://xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g/'],
  ['https://ｅｘａｍｐｌｅ.com/', 'https://example.com/'],
  ['https://EXAMPLE.com/Path', 'https://example.com/Path'],
  ['HTTPS://example.com/', 'https://example.com/'],
  ['https://example.com:443/', 'https://example.com/'],
  ['http://0x7f.1/', 'http://127.0.0.1/'],
  ['http://2130706433/', 'http://127.0.0.1/'],
  ['http://017700000001/', 'http://127.0.0.1/'],
  ['https://example.com/a\\b', 'https://example.com/a/b'],
  ['https://example.com/../../x', 'https://example.com/x'],
  ['https://example.com/x\u200by', 'https://example.com/x%E2%80%8By'],
  ['www.bücher.example', 'https://www.xn--bcher-kva.example/'],
];

const plain = [
  'https://example.com', 'http://example.com', 'https://example.com/', 'https://example.com/path', 'https://example.com/path/', 'https://example.com/a.b-c_d~e', 'https://example.com/?q=1&r=2',
  'https://example.com/?q=a+b%20c', 'https://example.com/#part', 'https://example.com/a#/b?c', 'https://example.com:8443/x', 'https://sub.sub.example.co.uk/x', 'https://xn--e1afmkfd.xn--p1ai/',
  'https://127.0.0.1:8080/', 'https://[::1]/', 'https://[2001:db8::1]:8443/x', 'http://localhost/', 'http://localhost:3000/a', 'https://example.com/wiki/Synth_(music)', 'https://example.com/日本語',
  'https://example.com/סינתסייזר', 'https://example.com/über?x=ñ', 'https://example.com/%E3%81%82', 'https://example.com/%2F%2f', 'https://example.com/a;b=c,d', 'https://example.com/@name/x',
  'https://example.com/user@host', 'https://example.com/?next=https://evil.example/', 'https://example.com/javascript:alert(1)', 'https://a.b.c.d.e.f.example/', 'https://youtu.be/dQw4w9WgXcQ?t=42',
  'https://example.com/!important', 'https://example.com/~name', 'https://example.com/*', 'https://example.com/$1', 'www.example.com', 'www.example.com/path?x=1', 'https://example.museum/x', 'https://1.1.1.1/',
];

const inText: Case[] = [
  ['see https://example.com/x.', 'https://example.com/x'],
  ['(https://example.com/x)', 'https://example.com/x'],
  ['<https://example.com/x>', 'https://example.com/x'],
  ['"https://example.com/x"', 'https://example.com/x'],
  ['https://example.com/x, and', 'https://example.com/x'],
  ['https://example.com/x!', 'https://example.com/x'],
  ['https://example.com/x?', 'https://example.com/x'],
  ['https://example.com/x:', 'https://example.com/x:'],
  ['これhttps://example.com/x', 'https://example.com/x'],
  ['https://example.com/x 見て', 'https://example.com/x'],
  ['שלום https://example.com/x שלום', 'https://example.com/x'],
  ['🔥https://example.com/x', 'https://example.com/x'],
  ['https://a.b/"onmouseover=alert(1)', 'https://a.b/'],
  ["https://a.b/'onmouseover=alert(1)", "https://a.b/'onmouseover=alert(1)"],
  ['https://a.b/`onmouseover=alert(1)', 'https://a.b/`onmouseover=alert(1)'],
  ['https://a.b/><script>', 'https://a.b/'],
  ['https://a.b/<script>alert(1)</script>', 'https://a.b/'],
  ['[x](https://example.com/)', 'https://example.com/'],
  ['https://example.com/photo\u202egpj.exe', 'https://example.com/photo'],
  ['https://example.com/\u2067moc.live', 'https://example.com/'],
  ['https://example.com/a\u200e/b', 'https://example.com/a'],
  ['https://example.com?\u202ex', 'https://example.com/?'],
  ['link:https://example.com/x', 'https://example.com/x'],
];

/** What stands in a chat as an address, true and false. */
export const addresses: readonly Case[] = [...refuse([...otherSchemes, ...userInfo, ...invisible, ...mixtures]), ...international, ...keep(plain), ...inText];
