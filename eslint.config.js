import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const htmlSinks = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
    message: 'User text is only ever text: no HTML strings.',
  },
  {
    selector:
      'MemberExpression[property.name=/^(insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment|parseFromString)$/]',
    message: 'User text is only ever text: no HTML strings.',
  },
  {
    selector: 'MemberExpression[object.name="document"][property.name=/^(write|writeln)$/]',
    message: 'User text is only ever text: no document.write.',
  },
  {
    selector: 'CallExpression[callee.name=/^set(Timeout|Interval)$/][arguments.0.type=/^(Literal|TemplateLiteral)$/]',
    message: 'No code from strings.',
  },
  {
    selector: 'TemplateElement[value.raw=/\\sstyle\\s*=\\s*("[^"]*|\'[^\']*)?$/]',
    message: 'A strict content security policy blocks style bindings: use a class or a custom property.',
  },
];

const messageListeners = [
  {
    selector:
      'CallExpression[callee.object.name=/^(window|self|globalThis|parent|top)$/][callee.property.name="addEventListener"][arguments.0.value="message"]',
    message: 'No postMessage listener: any page could speak to it.',
  },
  {
    selector: 'CallExpression[callee.name="addEventListener"][arguments.0.value="message"]',
    message: 'No postMessage listener: any page could speak to it.',
  },
  {
    selector: 'MemberExpression[object.name=/^(window|self|globalThis)$/][property.name="onmessage"]',
    message: 'No postMessage listener: any page could speak to it.',
  },
];

const wireField =
  '/^(RequestId|MessageId|MessageID|SendTime|Content|Attributes|Sender|UserId|EventName|ErrorCode|ErrorMessage|Type|Action|Reason|Id)$/';
const wireFields = ['MemberExpression[property.name=', 'Property[key.name=', 'TSPropertySignature[key.name='].map((start) => ({
  selector: `${start}${wireField}]`,
  message: 'Wire fields appear in protocol.ts and nowhere else.',
}));

const unsafeDirectives = [
  'lit/directives/unsafe-html.js',
  'lit/directives/unsafe-svg.js',
  'lit/directives/unsafe-mathml.js',
  'lit/directives/style-map.js',
  'lit/static-html.js',
].flatMap((name) => [name, name.replace(/^lit\//, 'lit-html/')]);
const paths = unsafeDirectives.map((name) => ({ name, message: 'User text is only ever text, and styles are classes.' }));
const impatientWait = {
  name: '@open-wc/testing',
  importNames: ['waitUntil'],
  message: 'It gives up after a second: take the one of src/elements/testing/wait-until.ts.',
};
const unsafeNames = {
  regex: '^(lit|lit-html)(/|$)',
  importNamePattern: '^(unsafe(HTML|SVG|MathML|Static)|styleMap)$',
  message: 'User text is only ever text, and styles are classes.',
};

export default tseslint.config(
  { ignores: ['dist', 'demo/dist', 'bench/list/dist', 'demo/frameworks/*/**', 'coverage', 'reports', 'custom-elements.json', '**/fixtures/**'] },
  ...tseslint.configs.recommended,
  lit['flat/recommended'],
  wc['flat/best-practice'],
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['src/**/*.ts', 'demo/**/*.ts'],
    settings: { wc: { elementBaseClasses: ['LitElement'] } },
    rules: {
      // LitElement has them all.
      'wc/guard-super-call': 'off',
      'no-restricted-imports': ['error', { paths, patterns: [unsafeNames] }],
    },
  },
  {
    files: ['src/elements/**/*.test.ts', 'src/elements/**/testing/**'],
    ignores: ['src/elements/testing/wait-until.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [...paths, impatientWait], patterns: [unsafeNames] }] },
  },
  {
    files: ['src/**/*.ts', 'demo/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: { 'no-restricted-syntax': ['error', ...htmlSinks, ...messageListeners] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.test.ts', 'src/client/protocol.ts', 'src/**/testing/**'],
    rules: {
      'no-script-url': 'error',
      'no-restricted-syntax': ['error', ...htmlSinks, ...messageListeners, ...wireFields],
    },
  },
  {
    files: ['src/client/**/*.ts'],
    ignores: ['src/**/*.test.ts', 'src/**/testing/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['document', 'window', 'HTMLElement', 'Element', 'customElements'].map((name) => ({
          name,
          message: 'The client knows nothing of pages: it runs in Node too.',
        })),
      ],
      'no-restricted-imports': [
        'error',
        {
          paths,
          patterns: [
            {
              regex: '^(lit|lit-html|@lit/.*|lit/.*)$|/elements/|/demo/|^\\.\\./(index|elements|token-endpoint)',
              message: 'The client imports nothing from elements, Lit or the demo.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/token-endpoint/**/*.ts'],
    ignores: ['src/**/*.test.ts', 'src/**/testing/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(lit|@lit)(/|$)|/(elements|demo)/', message: 'The server side knows nothing of pages.' }] },
      ],
    },
  },
  {
    files: ['src/elements/**/*.ts'],
    ignores: ['src/**/*.test.ts', 'src/**/testing/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths,
          patterns: [
            unsafeNames,
            { regex: '/demo/', message: 'The elements know nothing of the demo.' },
            {
              regex: '/client/(?!(index|message-store|chat-message|chat-token|endpoint)\\.js)',
              message: 'Elements speak to the client through its door.',
            },
          ],
        },
      ],
    },
  },
);
