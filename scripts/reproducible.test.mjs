import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { root, tool } from './setup.mjs';

/**
 * Every script of a built package, and its map, by path. The packages that are linked there have another path from there.
 * @param {string} folder
 */
function scripts(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.js(\.map)?$/.test(name));
  const read = (/** @type {string} */ name) => readFileSync(join(folder, name), 'utf8').replaceAll(/"[^"]*\/node_modules\//g, '"node_modules/');
  return Object.fromEntries(names.sort().map((name) => [name, read(name)]));
}

describe('the build, somewhere else', () => {
  it('SECURITY 26: makes the same scripts and maps, byte for byte', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ivs-chat-again-'));
    try {
      for (const name of ['vite.config.ts', 'package.json', 'tsconfig.json', 'scripts', 'src']) cpSync(join(root, name), join(folder, name), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
      mkdirSync(join(folder, 'demo'));
      const { status, stderr } = spawnSync(process.execPath, [tool('vite/bin/vite.js'), 'build', '--app', '--logLevel', 'error'], {
        cwd: folder,
        encoding: 'utf8',
        timeout: 100_000,
      });
      expect(status, stderr).to.equal(0);
      const [first, again] = [scripts(join(root, 'dist')), scripts(join(folder, 'dist'))];
      expect(Object.keys(again)).to.deep.equal(Object.keys(first));
      for (const [name, code] of Object.entries(again)) expect(code === first[name], name).to.equal(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
