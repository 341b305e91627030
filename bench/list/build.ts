import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { checkNode, installIfNeeded, installOptions } from '../../scripts/setup.mjs';
import type { ListName } from './options.js';

const here = import.meta.dirname;
const root = join(here, '../..');

/** Lists that others made, and the packages whose versions are told. */
export const peerPackages: Readonly<Record<string, string>> = {
  'deep-chat': 'deep-chat',
  chatscope: '@chatscope/chat-ui-kit-react',
  vaadin: '@vaadin/message-list',
  'stream-chat': 'stream-chat-react',
};

/** Builds our package as it is published, and one script for each page; installs the peers when they are missing. */
export async function buildAll(lists: readonly ListName[]): Promise<void> {
  checkNode();
  installIfNeeded();
  const peers = lists.filter((name) => peerPackages[name] !== undefined);
  if (peers.length > 0) installPeers(peers);
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The package could not be built.');
  await buildScript('probe', join(here, 'pages/probe.ts'));
  if (lists.includes('bound')) await buildScript('bound', join(here, 'pages/bound.ts'));
  for (const name of peers) await buildScript(name, join(here, 'peers', `${name}.js`));
}

export function peerVersion(name: ListName): string {
  const peer = peerPackages[name];
  if (peer === undefined) return '';
  return (JSON.parse(readFileSync(join(here, 'node_modules', peer, 'package.json'), 'utf8')) as { version: string }).version;
}

function installPeers(peers: readonly ListName[]): void {
  if (peers.every((name) => existsSync(join(here, 'node_modules', peerPackages[name] ?? '', 'package.json')))) return;
  console.log('Installing the lists to compare with (npm ci in bench/list) …');
  const args = ['ci', ...installOptions];
  const { status } = spawnSync('npm', args, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error("npm ci failed in bench/list; see npm's words above.");
}

/** One file a page, styles inside, so that every list starts with one request. */
async function buildScript(name: string, entry: string): Promise<void> {
  await build({
    configFile: false,
    root: here,
    logLevel: 'error',
    publicDir: false,
    plugins: [stylesInside],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2022',
      outDir: join(here, 'dist'),
      emptyOutDir: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
      modulePreload: false,
      rolldownOptions: { input: { [name]: entry }, output: { format: name === 'probe' ? 'iife' : 'es', codeSplitting: false, entryFileNames: '[name].js' } },
    },
  });
}

/** Style sheets that a package imports go where a bundler's loader would put them: into the document, by script. */
const stylesInside: Plugin = {
  name: 'styles-inside',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const css = Object.values(bundle).flatMap((file) => (file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : []));
    for (const [fileName, file] of Object.entries(bundle)) {
      if (file.type === 'asset' && fileName.endsWith('.css')) delete bundle[fileName];
      else if (file.type === 'chunk' && file.isEntry && css.length > 0) file.code += styleScript(css.join('\n'));
    }
  },
};

function styleScript(css: string): string {
  return `;document.head.append(Object.assign(document.createElement('style'),{textContent:${JSON.stringify(css)}}));`;
}
