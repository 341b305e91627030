/** Bans in a JSON file: for one server with one disk. Several servers need a table or Redis instead. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Ban, BanStore } from 'ivs-chat-elements/token-endpoint';

export async function openBanFile(path: string): Promise<BanStore> {
  let bans = JSON.parse((await readFile(path, { encoding: 'utf8', flag: 'a+' })) || '[]') as Ban[];
  let saved = Promise.resolve();
  const others = (room: string, userId: string) => bans.filter((ban) => ban.room !== room || ban.userId !== userId);
  const save = (next: Ban[]) => {
    bans = next;
    const text = JSON.stringify(bans);
    // One write at a time, and never half a file.
    saved = saved.catch(() => undefined).then(() => writeFile(`${path}.new`, text)).then(() => rename(`${path}.new`, path));
    return saved;
  };
  return {
    has: (room, userId) => others(room, userId).length < bans.length,
    add: (ban) => save([...others(ban.room, ban.userId), ban]),
    remove: (room, userId) => save(others(room, userId)),
  };
}
