/**
 * Asks the token endpoint 1,000 times a second, as 5,000 people, and checks that each gets their own token.
 * Times count from when a request was due, so a stall is not hidden. `SECONDS=30 npm run bench:token-endpoint`.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';

const perSecond = Number(process.env['RATE'] ?? 1000);
const seconds = Number(process.env['SECONDS'] ?? 10);
const warmUpSeconds = 2;
const people = 5000;

const child = fork(fileURLToPath(new URL('./server.ts', import.meta.url)), { execArgv: ['--import=tsx'] });
const { port } = (await messageOf(child)) as { port: number };
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const seen = new Set<string>();
const problems: string[] = [];

await drive(warmUpSeconds);
const started = performance.now();
const times = await drive(seconds);
const tookSeconds = (performance.now() - started) / 1000;
child.send('report');
const { heapMB } = (await messageOf(child)) as { heapMB: number };
agent.destroy();
child.disconnect();

times.sort((a, b) => a - b);
const at = (share: number) => Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN).toFixed(1));
const perSecondReached = Math.round(times.length / tookSeconds);
console.log({ requests: times.length, perSecondReached, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1), serverHeapMB: Math.round(heapMB), problems: problems.length });
for (const problem of problems.slice(0, 5)) console.error(problem);
if (problems.length > 0 || perSecondReached < perSecond * 0.97) process.exitCode = 1;

async function drive(forSeconds: number): Promise<number[]> {
  const total = forSeconds * perSecond;
  const start = performance.now();
  const asked: Promise<number>[] = [];
  while (asked.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * perSecond));
    while (asked.length < due) asked.push(ask(asked.length, start + (asked.length / perSecond) * 1000));
    await new Promise((done) => setTimeout(done, 1));
  }
  return Promise.all(asked);
}

async function ask(index: number, dueAt: number): Promise<number> {
  const user = (index * 2654435761) % people;
  try {
    const { status, body } = await post(user);
    const { token, userId, capabilities, attributes } = JSON.parse(body) as Record<string, unknown> & { token: string };
    const rights = user % 2 === 0 ? 'SEND_MESSAGE' : 'SEND_MESSAGE,DELETE_MESSAGE';
    const own = userId === `user-${user}` && new RegExp(`^token \\d+ of user-${user} for ${rights}$`).test(token);
    const shown = String(capabilities) === rights && JSON.stringify(attributes) === `{"displayName":"User ${user}"}`;
    if (status !== 200 || !own || !shown) problems.push(`user ${user} got ${status} ${body}`);
    if (seen.has(token)) problems.push(`the same token twice: ${token}`);
    seen.add(token);
  } catch (error) {
    problems.push(`user ${user}: ${String(error)}`);
  }
  return performance.now() - dueAt;
}

function post(user: number): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', Origin: `http://127.0.0.1:${port}`, Cookie: `session=${user}` };
    const call = request({ agent, port, host: '127.0.0.1', method: 'POST', path: '/chat/token', headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    call.on('error', reject);
    // Forged, as some will try.
    call.end(`{"userId":"user-${(user + 1) % people}","capabilities":["DISCONNECT_USER"]}`);
  });
}

async function messageOf(process: ChildProcess): Promise<unknown> {
  const [message] = (await once(process, 'message')) as [unknown];
  return message;
}
