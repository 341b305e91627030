// npm start: sets up what is missing, then runs the demo. With --watch it rebuilds and restarts when a file changes.
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale, checkNode, installIfNeeded, root, tool } from './setup.mjs';

checkNode();
installIfNeeded();
buildIfStale();

function startServer() {
  const server = spawn(process.execPath, ['--import', 'tsx', 'demo/server/main.ts'], { cwd: root, stdio: 'inherit' });
  server.on('exit', (code, signal) => {
    if (!restarting) process.exit(code ?? (signal ? 0 : 1));
  });
  return server;
}

let restarting = false;
let server = startServer();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => server.kill(signal));
}

// npm ends without telling its grandchildren when it gets a signal; the port must not stay taken then.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) server.kill();
}, 500).unref();

if (process.argv.includes('--watch')) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const again = () => {
    const args = [tool('vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn'];
    if (spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status !== 0) return;
    restarting = true;
    server.once('exit', () => {
      restarting = false;
      server = startServer();
    });
    server.kill();
  };
  for (const folder of ['src', 'demo']) {
    watch(join(root, folder), { recursive: true }, (_change, name) => {
      if (!name || /^dist\b|\.test\.ts$/.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(again, 200);
    });
  }
}
