import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { minify } from 'terser';
import { build, defineConfig, type BuildEnvironmentOptions, type Plugin } from 'vite';
import { linkPatternsModule } from './scripts/link-patterns.mjs';

const target = 'es2022';
const { version } = JSON.parse(readFileSync(resolve('package.json'), 'utf8')) as { version: string };
const banner = `/*! ivs-chat-elements ${version} | MIT | contains Lit, BSD-3-Clause, Google LLC; patterns of linkify-it, MIT, Vitaly Puzrin */`;

/** White space shrinks to one space and never goes: at the edge of a row's template it stands between two words. */
const minifyOptions: object = { conservativeCollapse: true };

/** Text of one kind compresses better when it stands together: in the files for a CDN what others wrote comes first, then the style sheets. */
const likeBesideLike: Plugin = {
  name: 'like-beside-like',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name in cdnFiles,
  transform(code, id) {
    if (!id.endsWith('/src/index.ts')) return undefined;
    const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.styles.ts'));
    const first = ['lit', ...sheets.sort().reverse().map((path) => `./${path.replaceAll('\\', '/')}`)];
    return { code: first.map((path) => `import '${path}';`).join('') + code, map: null };
  },
};

/** The patterns for links are put together here and not in the browser, and linkify-it stays here. */
const writtenOutPatterns: Plugin = {
  name: 'written-out-patterns',
  enforce: 'pre',
  transform: (_, id) => (id.endsWith('/link-patterns.ts') ? { code: linkPatternsModule(), map: null } : undefined),
};

/** What dependencies do for browsers before `adoptedStyleSheets` and without `WebSocket`, which know nothing of these style sheets either. */
const modernBrowsers: Plugin = {
  name: 'modern-browsers',
  applyToEnvironment: ({ name }) => name in cdnFiles,
  transform(code, id) {
    if (id.includes('/node_modules/isomorphic-ws/')) return { code: 'export default globalThis.WebSocket', map: null };
    if (!/\/node_modules\/(@lit|lit-\w+)\//.test(id)) return undefined;
    const modern = code.replace(/\w\.ShadowRoot&&.+?"replace"in CSSStyleSheet\.prototype/, 'true').replace(/\w\.\w+PolyfillSupport/, 'undefined');
    return { code: modern, map: null };
  },
};

const cdnFiles = { cdn: 'ivs-chat.js', iife: 'ivs-chat.iife.js' } as const;

/** One self-contained file, Lit inside. `lib` with format `es` alone would keep the white space. */
const cdn = (format: 'es' | 'iife', file: string): BuildEnvironmentOptions => ({
  outDir: 'dist/cdn',
  emptyOutDir: false,
  lib: { entry: 'src/index.ts', name: 'IVSChat', formats: [format], fileName: () => file },
  rolldownOptions: {
    output: { minify: true, codeSplitting: false, postBanner: banner },
  },
});

/** Chromium then compiles while it loads, beside the page's own thread, and not function by function when each is called first. */
const compileHint = '//# allFunctionsCalledOnLoad';

/** Goes over what the bundler's own minifier leaves: a fiftieth of the compressed size. */
async function squeeze(file: string) {
  const path = resolve('dist/cdn', file);
  const { code, map } = await minify(readFileSync(path, 'utf8'), {
    ecma: 2022,
    module: file === cdnFiles.cdn,
    compress: { passes: 3, keep_fargs: false },
    format: { comments: /^!/, preamble: compileHint },
    sourceMap: { content: readFileSync(`${path}.map`, 'utf8'), url: `${file}.map` },
  });
  writeFileSync(path, code!);
  writeFileSync(`${path}.map`, String(map));
}

const modules: BuildEnvironmentOptions = {
  outDir: 'dist',
  minify: false,
  lib: {
    entry: {
      index: 'src/index.ts',
      'client/index': 'src/client/index.ts',
      'token-endpoint/index': 'src/token-endpoint/index.ts',
      'elements/chat-room/ivs-chat-room': 'src/elements/chat-room/ivs-chat-room.ts',
      'elements/chat-messages/ivs-chat-messages': 'src/elements/chat-messages/ivs-chat-messages.ts',
      'elements/chat-input/ivs-chat-input': 'src/elements/chat-input/ivs-chat-input.ts',
    },
    formats: ['es'],
  },
  rolldownOptions: {
    external: [/^lit(\/|$)/, /^@lit\//, 'isomorphic-ws', 'ws', '@aws-sdk/client-ivschat'],
    output: {
      preserveModules: true,
      preserveModulesRoot: 'src',
      entryFileNames: '[name].js',
      virtualDirname: '_runtime',
    },
  },
};

/** The pages load the built package as a visitor would, so these script tags are no business of the bundler. */
const leavePackageScripts: Plugin = {
  name: 'leave-package-scripts',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => html.replaceAll(/<script\b(?=[^>]*\bsrc="\/dist\/)(?![^>]*\bvite-ignore\b)/g, '<script vite-ignore'),
  },
};

async function buildDemo() {
  const root = resolve('demo');
  const pages = readdirSync(root).filter((name) => name.endsWith('.html'));
  if (pages.length === 0) return;
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [leavePackageScripts],
    // Modern browsers need no polyfill, and its inline script would not pass the pages' content security policy.
    build: {
      target,
      // `light-dark()` stays as it is written: compiled away, it would follow the system and not the page's choice of a theme.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      outDir: 'dist',
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: pages.map((name) => resolve(root, name)) },
    },
  });
}

export default defineConfig({
  publicDir: false,
  plugins: [likeBesideLike, writtenOutPatterns, modernBrowsers, minifyTemplateLiterals({ exclude: '**/node_modules/**', options: { minifyOptions } })],
  build: { target, sourcemap: true },
  builder: {
    async buildApp(builder) {
      for (const name of ['modules', 'cdn', 'iife']) await builder.build(builder.environments[name]!);
      for (const file of Object.values(cdnFiles)) await squeeze(file);
      await buildDemo();
    },
  },
  environments: {
    modules: { consumer: 'client', build: modules },
    cdn: { consumer: 'client', build: cdn('es', cdnFiles.cdn) },
    iife: { consumer: 'client', build: cdn('iife', cdnFiles.iife) },
  },
});
