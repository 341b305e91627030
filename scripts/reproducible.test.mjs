import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { root, tool } from './setup.mjs';

/**
 * Every script of a built package, its map and its types, by path. The packages that are linked there have another path from there.
 * @param {string} folder
 */
function builtFiles(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|js\.map|d\.ts)$/.test(name));
  const read = (/** @type {string} */ name) => readFileSync(join(folder, name), 'utf8').replaceAll(/"[^"]*\/node_modules\//g, '"node_modules/');
  return Object.fromEntries(names.sort().map((name) => [name, read(name)]));
}

describe('the build, somewhere else', () => {
  it('SECURITY 26: makes the same scripts, maps and types, byte for byte', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ivs-chat-again-'));
    try {
      for (const name of ['vite.config.ts', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts', 'src']) cpSync(join(root, name), join(folder, name), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
      mkdirSync(join(folder, 'demo'));
      for (const [program = '', ...args] of [
        ['vite/bin/vite.js', 'build', '--app', '--logLevel', 'error'],
        ['typescript/bin/tsc', '-p', 'tsconfig.build.json'],
      ]) {
        const { status, stdout, stderr } = spawnSync(process.execPath, [tool(program), ...args], { cwd: folder, encoding: 'utf8', timeout: 100_000 });
        expect(status, stdout + stderr).to.equal(0);
      }
      const [first, again] = [builtFiles(join(root, 'dist')), builtFiles(join(folder, 'dist'))];
      expect(Object.keys(again)).to.deep.equal(Object.keys(first));
      expect(Object.keys(again)).to.include.members(['index.js', 'index.d.ts', 'version.js.map', 'cdn/ivs-chat.js']);
      for (const [name, code] of Object.entries(again)) expect(code === first[name], name).to.equal(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
