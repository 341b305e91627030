// Fresh applications with nothing of ours but the package and the files that the README tells people to copy.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** Heading in the README, the generator's template, and where an application stands whose lock file has the same dependencies. */
const kinds = [
  { name: 'vue', heading: 'Vue 3', locked: 'vue' },
  { name: 'react', heading: 'React 19', locked: 'react' },
  { name: 'svelte', heading: 'Svelte 5', locked: 'svelte' },
  { name: 'angular', heading: 'Angular 21', locked: 'angular' },
  { name: 'vanilla', heading: 'None', locked: 'fresh' },
];
const frameworks = join(root, 'demo/frameworks');

/**
 * The files that the README gives for a framework: a line that names a path, and the block of code after it.
 * @param {string} readme @param {string} heading @returns {Record<string, string>} path to content
 */
export function filesOf(readme, heading) {
  const [, section] = readme.split(`\n### ${heading}\n`);
  const [text = ''] = (section ?? '').split(/\n##+ /);
  const files = [...text.matchAll(/`([\w./]+\.\w+)`[^\n`]*\n\n```\w+\n([^]*?\n)```/g)].map(([, path = '', code = '']) => [path, code]);
  if (files.length === 0) throw new Error(`The README gives no file for ${heading}.`);
  return Object.fromEntries(files);
}

/** @param {string} cwd @param {string[]} args a program of Node's and its arguments */
function node(cwd, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', timeout: 120_000 });
  if (status !== 0) throw new Error(`${args.join(' ')} failed\n${stdout}${stderr}`);
}

/**
 * Generates, installs and builds one application for each framework in `folder`.
 * @param {string} folder @param {string} tarball @param {(cwd: string, ...args: string[]) => Promise<string>} npm @param {readonly string[]} quiet options of npm
 */
export async function buildFreshApps(folder, tarball, npm, quiet) {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  await npm(join(frameworks, 'fresh'), 'ci', ...quiet);
  for (const { name, heading, locked } of kinds) {
    const app = join(folder, name);
    mkdirSync(app, { recursive: true });
    const lock = () => ['package.json', 'package-lock.json'].forEach((file) => cpSync(join(frameworks, locked, file), join(app, file)));
    if (name === 'angular') {
      // Angular's generator comes with what it generates. It wants a new folder, and must not stand inside an application.
      lock();
      await npm(app, 'ci', ...quiet);
      node(app, 'node_modules/@angular/cli/bin/ng.js', 'new', 'app', '--defaults', '--routing=false', '--skip-install', '--skip-git', '--interactive=false');
      cpSync(join(app, 'app'), app, { recursive: true, filter: (path) => !path.endsWith('package.json') });
      rmSync(join(app, 'app'), { recursive: true });
    } else {
      node(folder, join(frameworks, 'fresh/node_modules/create-vite/index.js'), name, '--template', name, '--no-interactive', '--overwrite');
      // The generator names ranges of versions; ours are the same packages at the versions of the lock file.
      lock();
      await npm(app, 'ci', ...quiet);
    }
    await npm(app, 'install', '--no-save', ...quiet, tarball);
    for (const [path, content] of Object.entries(filesOf(readme, heading))) writeFileSync(join(app, path), content);
    await npm(app, 'exec', name === 'angular' ? 'ng' : 'vite', 'build');
  }
}
