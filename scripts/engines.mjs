import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const allEngines = /** @type {const} */ (['chromium', 'firefox', 'webkit']);

/** @param {string[]} names */
function onPath(...names) {
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const path = join(folder, name);
      if (existsSync(path)) return path;
    }
  }
  return undefined;
}

/** The Firefox program: FIREFOX_PATH, else an installed one. */
export function findFirefox() {
  const wanted = process.env['FIREFOX_PATH'];
  if (wanted) return existsSync(wanted) ? wanted : undefined;
  const onMac = '/Applications/Firefox.app/Contents/MacOS/firefox';
  return onPath('firefox-esr', 'firefox') ?? (existsSync(onMac) ? onMac : undefined);
}

function findMiniBrowser() {
  const wanted = process.env['WEBKIT_MINIBROWSER'];
  if (wanted) return existsSync(wanted) ? wanted : undefined;
  const roots = ['/usr/lib', '/usr/libexec'];
  for (const root of [...roots, ...roots.flatMap((folder) => subfolders(folder, /-linux-gnu$/))]) {
    for (const folder of subfolders(root, /^webkit(2)?gtk-/)) {
      const path = join(folder, 'MiniBrowser');
      if (existsSync(path)) return path;
    }
  }
  return undefined;
}

/** @param {string} folder @param {RegExp} pattern */
function subfolders(folder, pattern) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}

/** WebKitGTK's programs, when all that is needed is here: the driver, its browser, and a display or Xvfb. */
export function findWebKit() {
  const driver = onPath('WebKitWebDriver');
  const binary = findMiniBrowser();
  const display = process.env['DISPLAY'] ?? onPath('Xvfb');
  return driver && binary && display ? { driver, binary } : undefined;
}

/**
 * The engines to test in. IVS_ENGINES (comma separated) decides; without it, Chromium and whatever else is installed.
 * In CI (`CI=true`) all three, and a missing one is an error later, never left out.
 * @returns {{ engines: string[], missing: string[] }}
 */
export function chooseEngines() {
  const found = { chromium: true, firefox: !!findFirefox(), webkit: !!findWebKit() };
  const wanted = process.env['IVS_ENGINES']
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = wanted?.find((name) => !allEngines.some((engine) => engine === name));
  if (unknown) throw new Error(`IVS_ENGINES names "${unknown}"; known are ${allEngines.join(', ')}.`);
  const required = process.env['CI'] === 'true' && process.env['IVS_CI_BARE'] === undefined;
  const asked = wanted ?? [...allEngines];
  const missing = asked.filter((name) => !found[/** @type {keyof typeof found} */ (name)]);
  return { engines: required ? asked : asked.filter((name) => !missing.includes(name)), missing };
}
