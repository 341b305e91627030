import { expect } from 'chai';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBanFile } from '../../demo/token-endpoint/file-ban-store.js';
import { room, secondRoom } from './testing/requests.js';

const bannedAt = '2026-01-01T00:00:00Z';

describe('The ban store in a file', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ivs-chat-bans-'));
    path = join(folder, 'bans.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('remembers bans beyond a restart, and forgets those that were lifted', async () => {
    const store = await openBanFile(path);
    await store.add({ room, userId: 'troll', bannedAt });
    await store.add({ room, userId: 'other', bannedAt });
    await store.remove(room, 'other');
    const reopened = await openBanFile(path);
    expect([reopened.has(room, 'troll'), reopened.has(room, 'other'), reopened.has(secondRoom, 'troll')]).to.deep.equal([true, false, false]);
  });

  it('loses none of many bans at once, and leaves whole files only', async () => {
    const store = await openBanFile(path);
    await Promise.all(Array.from({ length: 100 }, (_, at) => store.add({ room, userId: `user-${at}`, bannedAt })));
    expect(JSON.parse(readFileSync(path, 'utf8'))).to.have.length(100);
    expect(readdirSync(folder)).to.deep.equal(['bans.json']);
  });

  it('keeps one ban for a user who is banned twice', async () => {
    const store = await openBanFile(path);
    await store.add({ room, userId: 'troll', bannedAt });
    await store.add({ room, userId: 'troll', reason: 'Again', bannedAt });
    expect(JSON.parse(readFileSync(path, 'utf8'))).to.deep.equal([{ room, userId: 'troll', reason: 'Again', bannedAt }]);
  });

  it('refuses to start from a damaged file, instead of forgetting who is in it', async () => {
    writeFileSync(path, '[{"room":');
    expect(await openBanFile(path).catch((error: unknown) => error)).to.be.instanceOf(SyntaxError);
    expect(readFileSync(path, 'utf8')).to.equal('[{"room":');
  });
});
