import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const entry = fileURLToPath(new URL('main.ts', import.meta.url));

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the demo as `npm start` does; `use` may talk to it before it is asked to stop. */
async function run(env: Record<string, string>, use?: (url: string) => Promise<void>): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', entry], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let used: Promise<void> | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0];
      if (url === undefined || !output.includes('Ctrl+C')) return;
      used ??= Promise.resolve(use?.(url)).finally(() => child.kill('SIGINT'));
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  await used;
  return { code, output };
}

describe('npm start', () => {
  it('prints where the demo is and what to try, answers there, and stops cleanly', async function () {
    this.timeout(20_000);
    const { code, output } = await run({ PORT: '0', IVS_CHAT_ROOM_ARN: '' }, async (url) => {
      expect((await fetch(`${url}as/ada/nothing.txt`)).status).to.equal(404);
    });
    expect(output).to.match(/as\/ada\/ .*another viewer/);
    expect(output).to.match(/as\/moderator\/ .*moderator/);
    expect(output).to.contain('embed.html');
    expect(code).to.equal(0);
  });

  it('says in a sentence that the port is taken, and which one to try', async function () {
    this.timeout(20_000);
    const taken: Server = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { code, output } = await run({ PORT: String(port), IVS_CHAT_ROOM_ARN: '' });
    taken.close();
    expect(output.trim()).to.equal(`Port ${port} is taken. Choose another one, for example: PORT=${port + 1} npm start`);
    expect(code).to.equal(1);
  });

  it('says in a sentence what is wrong with a port or a room', async function () {
    this.timeout(30_000);
    const port = await run({ PORT: '80a' });
    expect([port.code, port.output.trim()]).to.deep.equal([1, 'PORT must be a whole number from 0 to 65535, but it is "80a".']);
    const room = await run({ PORT: '0', IVS_CHAT_ROOM_ARN: 'lobby' });
    expect(room.code).to.equal(1);
    expect(room.output.trim()).to.match(/^IVS_CHAT_ROOM_ARN must look like arn:aws:ivschat:.*, but it is "lobby"\.$/);
  });
});
