/** What simulated viewers of a stream about building a synthesizer say, by language. */
export const lines = {
  en: [
    'hello from a rainy Tuesday ☔',
    'just got here, what are we soldering?',
    'that filter sweep 😍',
    'is this the two-oscillator board or the one from last week?',
    'check the polarity on C14 before you power it up',
    'the hum is gone!!',
    'lol the cat walked over the patch cables again',
    'what gauge is that wire?',
    'I built one of these in 2019 and it still drifts when the heating comes on. Worth every minute though.',
    'can you play the low drone again?',
    'first time catching this live',
    'clean joint 👌',
    'my speakers are rattling and I am not even sorry',
    'how long did the front panel take you?',
    'I would put a 10k pot there instead of the 100k, the sweep gets much smoother in the middle of its range and you lose that dead spot near the end',
    'it sounds like a whale learning to whistle 🐋',
    'tea break?',
    'that resistor colour code gets me every time',
    'W',
    'the LEDs blinking in time is such a nice touch',
    'did you try swapping the op-amp?',
    'saving this for the weekend',
    'so the envelope feeds the filter AND the fold? nice',
    'more reverb please',
  ],
  ja: [
    'こんばんは、今日も見に来ました',
    'はんだ付けがきれいすぎる…',
    'この音、すごく好きです！',
    'フィルターの抵抗値はいくつですか？',
    '配線の色分けが分かりやすいですね。自分も次に作るときは真似してみます。',
    '低音がすごい🔊',
    '猫ちゃん出てきた😺',
    'おつかれさまです',
  ],
  ar: [
    'مساء الخير من الدار البيضاء 👋',
    'الصوت رائع جدًا!',
    'كم استغرق بناء هذه اللوحة؟',
    'هل يمكن استخدام مكثف 100nF هنا؟',
    'أول مرة أشاهد البث مباشرة، شكرًا على الشرح الواضح',
    'يا سلام على هذا الفلتر 🎛️',
  ],
  de: [
    'Moin zusammen!',
    'Klingt jetzt viel wärmer als vorhin',
    'Vorsicht, das Netzteil liegt noch offen',
    'Welche Lötspitze benutzt du da eigentlich?',
    'Schwingungsüberlagerungsgeräusch. Mein Wort des Tages.',
    'sauber 👏',
  ],
  es: ['¡Buenas! ¿Qué me perdí?', 'Ese bajo me hizo vibrar la mesa 😂', '¿Dónde conseguiste las perillas?', 'Qué paciencia tienes con tantos cables', 'jajaja el gato'],
  fr: ['Salut tout le monde', 'On dirait un orgue sous l’eau, j’adore', 'Tu vas publier le schéma ?', 'Magnifique, ce petit souffle à la fin ✨'],
  pt: ['boa noite do Recife', 'que som gordo 🔥', 'dá pra fazer isso sem placa impressa?', 'esse grave ficou lindo'],
  ko: ['안녕하세요, 처음 왔어요', '소리 진짜 좋다 ㅋㅋㅋ', '저 노브는 어디서 사셨어요?', '납땜 장인 👍'],
  hi: ['नमस्ते सबको 🙏', 'यह आवाज़ तो कमाल की है', 'क्या यह किट मिलती है?'],
  emoji: ['🎹🎶', '👏👏👏', '😮', '🔥🔥', '❤️', '🎛️➡️🔊', '👩🏽‍🔧✨', '🐈‍⬛'],
} as const satisfies Record<string, readonly string[]>;

/** With addresses in them. */
export const linkLines = [
  'the filter explained: https://en.wikipedia.org/wiki/Voltage-controlled_filter',
  'schematic, revision 7 → https://example.com/synth/schematics?rev=7',
  'is www.example.org/parts the shop you meant?',
  '回路図はこちら https://example.com/ja/回路図',
  'المخطط هنا https://example.com/ar/filter',
] as const;

/** With codes of the page's emotes in them. */
export const emoteLines = [
  'that sweep :hype: :hype:',
  ':wave: look at the scope :wave:',
  'turn it further :knob:',
  'careful with the iron :solder:',
  'the cat again :cat: :lol:',
  ':love:',
  'was that :smoke: or only my eyes?',
  'この音 :love: :wave:',
  'رائع :hype:',
] as const;

/** What people answer to something that was said. */
export const answerLines = [
  'same here',
  'I wondered about that too',
  '100 nF, he said it at the start',
  'no way 😂',
  'yes, from last week',
  'そうですね！',
  'أتفق معك تمامًا',
  'genau das',
  'thanks!',
] as const;

/** What people say to somebody who is in the room. */
export const greetingLines = [
  (name: string) => `welcome @${name} 👋`,
  (name: string) => `@${name} which oscillator would you pick?`,
  (name: string) => `hey @${name}, did you see the cat? :cat:`,
  (name: string) => `@${name} さん、こんばんは`,
] as const;

export type Language = Exclude<keyof typeof lines, 'emoji'>;
