// Node's own modules only: this may run before anything is installed.
import { spawnSync } from 'node:child_process';

/** Whether packages can be installed here without asking: root, on a system with apt-get. */
export const hasApt = () => process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;

/** @param {string[]} packages @returns {boolean} whether it worked */
export function aptInstall(...packages) {
  console.log(`Installing ${packages.join(', ')} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  spawnSync('apt-get', ['update', '-qq'], quiet);
  // Another installation may hold the lock for a while.
  const options = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '-qq', '--no-install-recommends'];
  return spawnSync('apt-get', [...options, ...packages], quiet).status === 0;
}
