import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installOptions, root } from './setup.mjs';

const npm = (/** @type {string[]} */ args, /** @type {string} */ cwd) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'pipe'] });

/**
 * Packs the package and installs it in a new, empty project, as its user would.
 * The official client is linked there from this project, to be compared with.
 * @returns {{ project: string, files: string[], remove(): void }}
 */
export function packAndInstall() {
  const folder = mkdtempSync(join(tmpdir(), 'ivs-chat-package-'));
  const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root));
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "name": "project", "version": "1.0.0", "private": true, "type": "module" }\n');
  npm(['install', ...installOptions, '--prefer-offline', join(folder, packed.filename)], project);
  symlinkSync(join(root, 'node_modules/amazon-ivs-chat-messaging'), join(project, 'node_modules/amazon-ivs-chat-messaging'), 'junction');
  const files = packed.files.map((/** @type {{ path: string }} */ file) => file.path);
  return { project, files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
