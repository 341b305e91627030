/** Bans in a JSON file: for one server with one disk. Several servers need a table or Redis instead. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Ban, BanStore } from 'ivs-chat-elements/token-endpoint';

export async function openBanFile(path: string): Promise<BanStore> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? '[]' : Promise.reject(error)));
  let bans = JSON.parse(text) as Ban[];
  let saved = Promise.resolve();
  const others = (room: string, userId: string) => bans.filter((ban) => ban.room !== room || ban.userId !== userId);
  const save = (next: Ban[]) => {
    bans = next;
    // One write at a time, and never half a file.
    saved = saved.catch(() => undefined).then(() => writeFile(`${path}.new`, JSON.stringify(bans))).then(() => rename(`${path}.new`, path));
    return saved;
  };
  return {
    has: (room, userId) => bans.some((ban) => ban.room === room && ban.userId === userId),
    add: (ban) => save([...others(ban.room, ban.userId), ban]),
    remove: (room, userId) => save(others(room, userId)),
  };
}
