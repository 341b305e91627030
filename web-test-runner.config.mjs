import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { findFirefox, findWebKit } from './scripts/engines.mjs';
import { browserArgs, ensureBrowser } from './scripts/ensure-browser.mjs';
import { plainSummary } from './scripts/reporter.mjs';
import { sandboxPlugin } from './scripts/sandbox-plugin.mjs';
import { webkitLauncher } from './scripts/webkit-launcher.mjs';

const engines = (process.env['IVS_ENGINES'] ?? 'chromium').split(',');
/** @param {string} name */
const missing = (name) => new Error(`IVS_ENGINES asks for ${name}, which is not installed.`);

/** @type {import('@web/test-runner-core').BrowserLauncher[]} */
const withKeys = [];
if (engines.includes('chromium')) {
  const { path, headless } = await ensureBrowser();
  withKeys.push(chromeLauncher({ launchOptions: { executablePath: path, args: browserArgs, headless } }));
}
if (engines.includes('firefox')) {
  const executablePath = findFirefox();
  if (!executablePath) throw missing('Firefox');
  withKeys.push(chromeLauncher({ puppeteer, concurrency: 1, launchOptions: { browser: 'firefox', executablePath } }));
}
const browsers = [...withKeys];
if (engines.includes('webkit')) {
  const programs = findWebKit();
  if (!programs) throw missing('WebKitGTK (webkit2gtk-driver and xvfb)');
  browsers.push(webkitLauncher(programs));
}

// Only Chromium and Firefox can press real keys here, and only Chromium emulates media features and other devtools things.
const keyFiles = 'src/**/*.keys.test.ts';
const chromiumFiles = 'src/**/*.chromium.test.ts';
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' });
const groups = [
  { name: 'keys', files: keyFiles, browsers: withKeys },
  { name: 'chromium', files: chromiumFiles, browsers: withKeys.slice(0, engines.includes('chromium') ? 1 : 0) },
].filter(({ files, browsers }) => browsers.length > 0 && sources.some((name) => name.endsWith(files.slice(8))));
const chosen = process.argv.includes('--files');

/** Data that tests import; esbuild leaves out that it is JSON. */
const isData = (/** @type {string} */ path) => /^\/src\/.+\.json$/.test(path);
/** @type {import('@web/dev-server-core').Plugin} */
const dataAsModules = {
  name: 'data-as-modules',
  resolveMimeType: ({ path }) => (isData(path) ? 'js' : undefined),
  transform: ({ path, body }) => (isData(path) ? `export default ${body}` : undefined),
};

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: ['src/**/*.test.ts', '!src/**/*.node.test.ts', '!src/token-endpoint/**', `!${keyFiles}`, `!${chromiumFiles}`],
  ...(chosen ? {} : { groups }),
  nodeResolve: { browser: true, exportConditions: ['production', 'default'] },
  plugins: [
    sandboxPlugin(),
    dataAsModules,
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) }),
  ],
  browsers,
  // All at once: most tests wait for a frame or a timer, and each has a room of its own.
  concurrentBrowsers: browsers.length,
  // Each shows one page at a time: a tab behind another one gets no animation frames and no focus.
  concurrency: 1,
  // Accessibility checks take seconds on a busy machine.
  testFramework: { config: { timeout: 10_000 } },
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 180_000,
  reporters: [defaultReporter({ reportTestProgress: false }), plainSummary()],
};
