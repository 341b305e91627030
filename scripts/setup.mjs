// Node's own modules only: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const oldest = [20, 19];

/** Ends the process with a sentence when this Node is too old. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = oldest;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  console.error(`This needs Node ${oldest.join('.')} or later; you have ${version}. Get it from https://nodejs.org`);
  process.exit(1);
}

/** @param {string} path */
function lockedPackages(path) {
  if (!existsSync(path)) return undefined;
  return /** @type {Record<string, { version?: string, optional?: boolean }>} */ (
    JSON.parse(readFileSync(path, 'utf8')).packages
  );
}

/** Whether node_modules holds what the lock file says. */
export function isInstalled() {
  const wanted = lockedPackages(join(root, 'package-lock.json')) ?? {};
  const present = lockedPackages(join(root, 'node_modules/.package-lock.json'));
  if (!present) return false;
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || optional || present[name]?.version === version,
  );
}

/** How npm installs anything here: no package runs a script of its own, and npm says nothing but errors. */
export const installOptions = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

export function installIfNeeded() {
  if (isInstalled()) return;
  console.log('Installing what is needed (npm ci) …');
  run('npm', ['ci', ...installOptions], 'The installation failed; see npm\'s words above.');
}

/**
 * Runs a command in the project's folder, with its output shown; ends the process with `complaint` when it fails.
 * @param {string} command @param {string[]} args @param {string} complaint
 */
export function run(command, args, complaint) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(`${complaint}${error ? ` (${error.message})` : ''}`);
  process.exit(1);
}

/** @param {string} path @param {(name: string) => boolean} counts @returns {number} newest change, ms since 1970 */
function newest(path, counts) {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  return readdirSync(path)
    .filter(counts)
    .reduce((latest, name) => Math.max(latest, newest(join(path, name), counts)), 0);
}

const pages = ['dist/index.js', 'dist/cdn/ivs-chat.js', 'dist/cdn/ivs-chat.iife.js', 'demo/dist/index.html'];
/** What `npm run build` makes beyond what the pages need. */
const forNpm = ['dist/index.d.ts', 'dist/cdn/integrity.json'];

/** Whether something of the package is missing, or older than a source. */
export const isPackageStale = () => isBuildStale([...pages, ...forNpm]);

/** The same for what a browser loads. */
export function isBuildStale(outputs = pages) {
  const built = outputs.map((path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const isSource = (/** @type {string} */ name) =>
    !['dist', 'server', 'e2e', 'frameworks'].includes(name) && !/\.test\.ts$/.test(name);
  const sources = ['src', 'demo', 'scripts/link-patterns.mjs', 'vite.config.ts', 'tsconfig.json', 'tsconfig.build.json', 'package.json', 'package-lock.json'];
  return Math.min(...built) < Math.max(...sources.map((path) => newest(join(root, path), isSource)));
}

/** When a source was changed last, tests and scripts included; ms since 1970. */
export function newestSource() {
  const isSource = (/** @type {string} */ name) => !['dist', 'build', 'node_modules', '.svelte-kit', '.angular'].includes(name);
  const sources = ['src', 'demo', 'bench', 'scripts', 'types', 'README.md', 'package.json', 'package-lock.json', 'vite.config.ts', 'web-test-runner.config.mjs'];
  return Math.max(...sources.map((path) => newest(join(root, path), isSource)));
}

/** The program of an installed package, run by this Node: no shell, the same on every system. @param {string} path */
export const tool = (path) => join(root, 'node_modules', path);

export function buildIfStale() {
  if (!isBuildStale()) return;
  console.log('Building …');
  run(process.execPath, [tool('vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn'], 'The build failed; see above.');
}
