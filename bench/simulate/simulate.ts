import { numberArgument } from '../../scripts/number-argument.mjs';
import { seededRandom } from '../../src/client/testing/seeded-random.js';
import { histogram, peak, quantile } from './histogram.js';
import { World, type TokenQuota } from './world.js';

/**
 * What happens to the token service and the edge when everybody's connection ends at once. The rooms are real ones with a virtual clock.
 * `--clients=50000 --seed=1`; ends with 1 when a promise is not kept.
 */
const clients = numberArgument('clients', 50_000);
const seed = numberArgument('seed', 1);
const quota: TokenQuota = { perSecond: 200, retryAfterMs: 30_000 };
let broken = 0;

await restart(undefined);
await restart(quota);
await smallRestart();
await recovery();
await day();
for (const minutes of [60, 20, 15]) await sessionEnd(minutes);
console.log(broken === 0 ? '\nEvery promise is kept.' : `\n${broken} promises are broken.`);
process.exit(broken === 0 ? 0 : 1);

async function restart(limit: TokenQuota | undefined): Promise<void> {
  const service = limit ? `${limit.perSecond} tokens a second, else 429 with Retry-After: ${limit.retryAfterMs / 1000}` : 'unlimited tokens';
  console.log(`\n${count(clients)} clients, the edge away for 3 s, ${service}`);
  const world = new World({ clients, random: seededRandom(seed) });
  await world.join(60_000);
  world.mark();
  world.quota = limit;
  world.restart(3000);
  const ideal = limit ? clients / limit.perSecond : 3;
  await world.time.pass(limit ? 2 * ideal * 1000 + 60_000 : 60_000);
  const bin = limit ? 20_000 : 500;
  console.log(histogram('token requests', world.tokenRequests, bin));
  if (limit) console.log(histogram('tokens granted', world.tokensGranted, bin));
  console.log(histogram('connections', world.connections, bin));
  back(world);
  const average = world.tokenRequests.length / clients;
  figure('token requests a client', average.toFixed(2), average <= 6, 'at most 6');
  const last = Math.max(...world.connections) / 1000;
  // Small crowds wait for Retry-After, not for the quota.
  const most = Math.max(2 * ideal, 150);
  if (limit) figure('the last one is back after', `${last.toFixed(1)} s`, last <= most, `at most ${most} s, ideal ${ideal} s`);
  else figure('the last one is back after', `${last.toFixed(1)} s`, last <= 15, 'at most 15 s');
  console.log(`  half of them after ${(quantile(world.connections, 0.5) / 1000).toFixed(1)} s; most token requests in a second ${count(peak(world.tokenRequests, 1000))}`);
  world.leave();
}

async function smallRestart(): Promise<void> {
  console.log('\n1,000 clients, the edge away for up to 3 s, ten seeds of each');
  const worst = { last: 0, peak: 0 };
  for (const downMs of [0, 500, 1000, 2000, 3000]) {
    for (let run = 0; run < 10; run++) {
      const world = new World({ clients: 1000, random: seededRandom(seed * 1000 + run) });
      await world.join(10_000);
      world.mark();
      world.restart(downMs);
      await world.time.pass(30_000);
      if (world.connected < 1000) back(world);
      worst.last = Math.max(worst.last, ...world.connections);
      worst.peak = Math.max(worst.peak, peak(world.connections, 100));
      world.leave();
    }
  }
  figure('the last one is back after', `${(worst.last / 1000).toFixed(1)} s`, worst.last <= 15_000, 'at most 15 s');
  figure('most in any 100 ms', `${(worst.peak / 10).toFixed(1)} %`, worst.peak < 150, 'under 15 %');
}

async function recovery(): Promise<void> {
  console.log('\n1,000 clients whose network is away for 15 s: how long after it is back until each is connected');
  for (const [name, away, isTold, part, most, worst] of [
    ['connections refused', 'refused', false, 0.5, 2000, 10_000],
    ['no answer, as in a black hole: 10 s and the limit for opening', 'silent', false, 1, 20_000, 20_000],
    // No more than 6 attempts in 5 s start, whatever the device says: few have used them up.
    ['connections refused, and `online` at the end', 'refused', true, 0.99, 500, 5_500],
  ] as const) {
    const world = new World({ clients: 1000, random: seededRandom(seed) });
    await world.join(10_000);
    world.mark();
    world.restart(15_000, away);
    await world.time.pass(15_000);
    world.mark();
    if (isTold) world.goOnline();
    await world.time.pass(60_000);
    if (world.connected < 1000) back(world);
    const [half, many, last] = [quantile(world.connections, 0.5), quantile(world.connections, part), Math.max(...world.connections)];
    const promise = `${part * 100} % under ${most} ms, worst under ${worst} ms`;
    figure(name, `median ${half.toFixed(0)} ms, worst ${last.toFixed(0)} ms`, many < most && last < worst, promise);
    world.leave();
  }
}

async function day(): Promise<void> {
  console.log('\n100 viewers for a day, in sessions of 60 minutes');
  const world = new World({ clients: 100, random: seededRandom(seed) });
  world.mark();
  await world.join(1000);
  await world.time.pass(86_400_000 - 11_000);
  const calls = world.tokenRequests;
  const inFirstHour = calls.filter((at) => at < 3_600_000).length / 100;
  figure('token requests a viewer in the first hour', inFirstHour.toFixed(2), inFirstHour <= 2, 'at most 2');
  figure('token requests a viewer in the day', (calls.length / 100).toFixed(1), calls.length / 100 < 29, 'about 26');
  figure('sessions that ended before they were renewed', count(world.cutOff.length), world.cutOff.length === 0, 'none');
  world.leave();
}

async function sessionEnd(minutes: number): Promise<void> {
  console.log(`\n${count(clients)} clients whose sessions of ${minutes} minutes end together, ${quota.perSecond} tokens a second`);
  const marginMs = Math.min((minutes * 60_000) / 4, 600_000);
  const world = new World({ clients, random: seededRandom(seed), sessionMs: minutes * 60_000 });
  const joinMs = 10_000;
  await world.join(joinMs);
  world.mark();
  world.quota = quota;
  const left = minutes * 60_000 - joinMs - 10_000;
  await world.time.pass(left + 90_000);
  const renewals = world.tokenRequests;
  console.log(histogram('token requests', renewals, marginMs / 10));
  back(world);
  const most = peak(renewals, 1000);
  const needed = (1.5 * clients) / quota.perSecond;
  if (marginMs / 1000 < needed) {
    const minimum = Math.ceil((needed * 4) / 60);
    console.log(`  a margin of ${marginMs / 1000} s is short for ${count(clients)} clients: ${count(most)} requests in the busiest second,`);
    console.log(`  ${(renewals.length / clients).toFixed(2)} a client, ${count(world.cutOff.length)} sessions ended before they were renewed; ${needed} s are enough, the margin of ${minimum} minutes`);
  } else {
    figure('sessions that ended before they were renewed', count(world.cutOff.length), world.cutOff.length === 0, 'none');
    figure('most token requests in a second', count(most), most <= quota.perSecond, `quota ${quota.perSecond}`);
    figure('token requests a client', (renewals.length / clients).toFixed(3), renewals.length === clients, '1');
    // The last seconds of the margin are left for the renewal itself.
    const [from, to] = [quantile(renewals, 0), quantile(renewals, 1)];
    const part = (to - from) / 10;
    const tenths = Array.from({ length: 10 }, (_, at) => renewals.filter((one) => one >= from + at * part && one < from + (at + 1) * part).length);
    const off = Math.max(...tenths.map((one) => Math.abs(one / (clients / 10) - 1)));
    figure(`tenths of the ${((to - from) / 1000).toFixed(0)} s are even to`, `${(off * 100).toFixed(1)} %`, off < 0.1, 'under 10 %');
  }
  world.leave();
}

function back(world: World): void {
  figure('connected at the end', count(world.connected), world.connected === world.rooms.length, count(world.rooms.length));
}

function figure(name: string, value: string, kept: boolean, promise: string): void {
  if (!kept) broken++;
  console.log(`  ${kept ? 'kept  ' : 'BROKEN'} ${name}: ${value} (${promise})`);
}

function count(value: number): string {
  return value.toLocaleString('en');
}
