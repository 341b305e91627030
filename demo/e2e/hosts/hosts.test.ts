import { expect } from 'chai';
import { cdnFiles, integrityOf } from '../../../scripts/integrity.mjs';
import { root } from '../../../scripts/setup.mjs';
import { VERSION } from '../../../src/version.js';
import { startDemo } from '../../server/main.js';
import { copies, policies, refusals, withIntegrity } from './copy-pages.js';
import { engineNames, startEngine, type Engine } from './engines.js';
import { frames } from './frame-pages.js';
import { createHostSite, documentedPolicy, otherVersion, type HostPage, type HostSite, type Outcome } from './host-site.js';
import { loading, places } from './pages.js';

describe('the documented policy', () => {
  it('SECURITY 2: is the same in the README', async () => {
    expect(await documentedPolicy('README.md')).to.equal(await documentedPolicy('docs/hosts.md'));
  });

  it('SECURITY 2: is the one that the demo sends, with its own address of the chat', async () => {
    const demo = await startDemo({ port: 0 });
    const sent = (await fetch(demo.url)).headers.get('content-security-policy')?.split('; ');
    await demo.close();
    const documented = (await documentedPolicy('docs/hosts.md')).replace(/wss:[^ ;]+/, `ws://${new URL(demo.url).host}`);
    expect(sent).to.include.members(documented.split('; '));
  });
});

for (const name of engineNames) {
  describe(`a page of somebody else, in ${name}`, () => {
    let site: HostSite;
    let engine: Engine;
    before(async () => {
      [site, engine] = await Promise.all([createHostSite(), startEngine(name)]);
    });
    after(async () => {
      await engine?.close();
      await site?.close();
    });

    async function open(page: HostPage): Promise<Outcome> {
      const { url, outcome } = site.visit(page);
      await engine.open(url);
      const result = await outcome;
      expect(result.failure, JSON.stringify(result)).to.equal(undefined);
      return result;
    }
    /** What the page found out; it must have broken no rule. */
    async function visit(page: HostPage): Promise<Outcome> {
      const result = await open(page);
      expect(result.violations).to.deep.equal([]);
      return result;
    }
    async function quietly(page: HostPage): Promise<unknown> {
      const { value, warnings, errors } = await visit(page);
      expect([warnings, errors]).to.deep.equal([[], []]);
      return value;
    }
    const warning = (first: string, second: string) => new RegExp(`already defined by version ${first}\\b.*version ${second}\\b`);

    for (const [way, page] of Object.entries(loading)) {
      it(`chats when the script is loaded ${way}`, async () => {
        expect(await quietly(page)).to.equal(1);
      });
    }

    it('takes what was set before the script came', async () => {
      expect(await quietly(places.late)).to.deep.equal({ label: 'Set before', placeholder: 'Say it', tokens: 1 });
    });
    it('stays quiet in a template and chats in its clone', async () => {
      expect(await quietly(places.template)).to.deep.equal({ before: 0, after: 1, inTemplate: null });
    });
    it("chats inside another component's closed shadow root, where `for` finds it too", async () => {
      expect(await quietly(places.shadow)).to.equal(1);
    });
    it('is there when its closed dialog opens', async () => {
      expect(await quietly(places.dialog)).to.equal(1);
    });
    it('waits in a closed dialog until that opens, where `loading` is `lazy`', async () => {
      expect(await quietly(places.lazyDialog)).to.deep.equal({ closed: 'disconnected', before: 1, after: 2 });
    });
    it('keeps its connection when it is moved within one task', async () => {
      const rows = ['Before', 'After'];
      expect(await quietly(places.moved)).to.deep.equal({ kept: true, disconnects: 0, tokens: 1, rows });
    });
    it('keeps its connection under moveBefore(), and in Chromium the focus', async () => {
      const value = await quietly(places.moveBefore);
      if (value === 'this engine has none') expect(name).to.not.equal('chromium');
      else expect(value).to.include({ connects: 1, tokens: 1, ...(name === 'chromium' && { focused: true }) });
    });
    it('holds several rooms, each on its own', async () => {
      expect(await quietly(places.several)).to.deep.equal({ a: 'disconnected', b: 'connected', tokens: 2 });
    });
    it('leaves and joins as a router swaps documents', async () => {
      expect(await quietly(places.swapped)).to.deep.equal({ old: 'disconnected', second: 'disconnected', third: 'connected', tokens: 3 });
    });

    it('SECURITY 23: chats in a sandboxed frame with tokens from the page around it, by the code of the documentation, also after a first answer that is none', async () => {
      expect(await quietly(frames.fed)).to.deep.equal({ sent: 'From the frame', origin: 'null', tokens: 2 });
    });
    it('lets a moderator delete a message in a sandboxed frame, with a reason', async () => {
      expect(await quietly(frames.moderated)).to.deep.equal({ action: 'delete-message', reason: 'Spam', origin: 'null', left: true });
    });
    it('SECURITY 23: asks no token endpoint from a sandboxed frame, and says why', async () => {
      const { told, tokens } = (await quietly(frames.refused)) as { told: Record<string, string>; tokens: number };
      expect(tokens).to.equal(0);
      expect(told).to.include({ operation: 'token', origin: 'null' });
      expect(told['error']).to.contain('sandboxed frame').and.to.contain('the page around the frame has to hand them in');
      expect(told['shown']).to.contain('Inside a sandboxed frame');
    });

    for (const [copy, page] of Object.entries({ moduleAndClassic: copies.moduleAndClassic, classicTwice: copies.classicTwice })) {
      it(`lets the first of two copies win, with one warning that names both (${copy})`, async () => {
        const { value, warnings, errors } = await visit(page);
        expect(value).to.deep.equal({ global: 'function', tokens: 1 });
        expect(errors).to.deep.equal([]);
        expect(warnings).to.have.length(1);
        expect(warnings[0]).to.match(warning(VERSION, VERSION));
      });
    }
    it('lets the first of two versions win, and both work on', async () => {
      const { value, warnings, errors } = await visit(copies.twoVersions);
      expect(value).to.deep.equal({ sent: 'From the second copy', second: otherVersion });
      expect(errors).to.deep.equal([]);
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.match(warning(VERSION, otherVersion));
    });

    it('finds with a piece of one copy, by `for`, the room that another copy defines later', async () => {
      const { value, warnings, errors } = await visit(copies.pieceBeforeRoom);
      expect(value).to.deep.equal({ early: null, held: 'Held', left: 'Left', tokens: 1 });
      expect(errors).to.deep.equal([]);
      expect(warnings).to.have.length(1);
    });
    it('says beside a piece of another copy why the room was refused, unless the page cancelled that', async () => {
      const { value, errors } = await visit(copies.pieceOfAnotherCopy);
      expect(value).to.deep.equal({ cancelled: '', said: 'Not sent. This message is too long.' });
      expect(errors).to.deep.equal([]);
    });

    for (const kind of ['module', 'classic'] as const) {
      it(`SECURITY 2 and 3: draws everything under the documented policy and breaks no rule of it (${kind})`, async () => {
        expect(await quietly(policies[kind])).to.deep.equal({
          pictures: ['avatar', 'badge', 'emote', 'sticker'],
          links: ['https://example.com/'],
          drawn: 'drawn by the page',
          decorated: 4,
          pressed: 'https://example.com/',
          trapped: false,
          display: 'block',
          height: 400,
          tokens: 1,
        });
      });
    }
    for (const kind of ['otherLit', 'clientAlone'] as const) {
      it(`SECURITY 2 and 3: breaks no rule of the strictest policy (${kind})`, async () => {
        await quietly(policies[kind]);
      });
    }
    it('SECURITY 3: that policy is enforced here: markup, scripts and code from text are refused, and so are other policies', async () => {
      const { value, violations } = await open(refusals.strings);
      expect(value).to.deep.equal({ markup: 'refused', script: 'refused', code: 'refused', policy: 'refused' });
      const rules = new Set(violations.map((text) => text.split(' ', 1)[0]));
      expect([...rules]).to.include.members(['require-trusted-types-for', 'trusted-types']);
    });
    it("SECURITY 3: a second copy does not load without 'allow-duplicates', and the first works on", async () => {
      const { value, violations } = await open(refusals.twoCopies);
      expect(value).to.deep.equal({ second: 'undefined', tokens: 1 });
      expect(violations.map((text) => text.split(' ', 1)[0])).to.deep.equal(['trusted-types']);
    });
    it("SECURITY 3: two copies break no rule where the policy says 'allow-duplicates'", async () => {
      const { warnings, errors } = await visit(policies.twoCopies);
      expect([warnings.length, errors]).to.deep.equal([1, []]);
    });

    for (const file of cdnFiles) {
      it(`SECURITY 25: runs the file with the published hash, and not one with a byte changed (${file})`, async () => {
        const { value, errors } = await visit(withIntegrity(file, integrityOf(root)[file] ?? ''));
        expect(value).to.deep.equal({ changed: 'refused', definedByChanged: false, published: 'loaded' });
        expect(errors).to.include(`did not load: /cdn/changed/${file}`);
      });
    }
  });
}
