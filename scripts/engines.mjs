import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, hasApt } from './apt.mjs';

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

const debianPackages = { chromium: ['chromium'], firefox: ['firefox-esr'], webkit: ['webkit2gtk-driver', 'xvfb'] };

/**
 * The engines to test in. Those that IVS_ENGINES (comma separated) names are required, and in CI (`CI=true`) all three
 * are: a missing one is installed where apt-get can do so, else it is an error. Otherwise a missing one is left out.
 * @returns {{ engines: string[], leftOut: string[] }}
 * @throws {Error} with a sentence for the reader
 */
export function chooseEngines() {
  const asked = process.env['IVS_ENGINES']?.split(',').map((name) => name.trim());
  const known = allEngines.filter((name) => !asked || asked.includes(name));
  const unknown = asked?.find((name) => !allEngines.some((engine) => engine === name));
  if (unknown !== undefined) throw new Error(`IVS_ENGINES names "${unknown}"; known are ${allEngines.join(', ')}.`);
  // Chromium has its own way to be found or got: ensureBrowser().
  const isHere = { chromium: () => true, firefox: () => !!findFirefox(), webkit: () => !!findWebKit() };
  const missing = () => known.filter((name) => !isHere[name]());
  if (!asked && process.env['CI'] !== 'true') {
    return { engines: known.filter((name) => isHere[name]()), leftOut: missing() };
  }
  if (missing().length > 0 && hasApt()) aptInstall(...missing().flatMap((name) => debianPackages[name]));
  if (missing().length > 0) throw new Error(`These engines are required but not installed: ${missing().join(', ')}.`);
  return { engines: known, leftOut: [] };
}
