// What the last run of each stage of tests found, test by test: `npm run matrix` shows it and runs again only what has changed since.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

/**
 * @typedef {object} Result one test, or in a browser the tests of one file
 * @property {string} suite title, or the file
 * @property {string} [title]
 * @property {string} [engine]
 * @property {number} passed
 * @property {number} failed
 */

const fileOf = (/** @type {string} */ stage) => join(root, 'reports/results', `${stage}.json`);

/**
 * @param {string} stage
 * @param {readonly string[]} covers the engines, or the applications, that took part
 * @param {string} lines a file with one result a line, from the reporters
 * @param {number} started ms since 1970: a source that changed meanwhile was not tested
 */
export function keepResults(stage, covers, lines, started) {
  const results = existsSync(lines) ? readFileSync(lines, 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : [];
  mkdirSync(join(root, 'reports/results'), { recursive: true });
  writeFileSync(fileOf(stage), JSON.stringify({ started, covers, results }));
}

/**
 * @param {string} stage @param {readonly string[]} covers @param {number} since ms since 1970
 * @returns {Result[] | undefined} nothing when no run since then covers all of that
 */
export function keptResults(stage, covers, since) {
  if (!existsSync(fileOf(stage))) return undefined;
  const kept = JSON.parse(readFileSync(fileOf(stage), 'utf8'));
  return kept.started >= since && covers.every((name) => kept.covers.includes(name)) ? kept.results : undefined;
}
