import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'vite';
import { root } from './setup.mjs';
import { cdnLimitBytes, sizeLine } from './sizes.mjs';

/** Bytes of the client's own code: minified by Oxc (Vite's minifier), brotli 11, its one dependency left outside. */
const CLIENT_LIMIT = 6_000;

/** Bytes of a file for a CDN, brotli 11: Lit, the client and everything else included. Whoever needs more says in the changelog what for. */
const CDN_LIMIT = 40_600;

/** @param {Buffer} code */
const compressed = (code) =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: code.length } }).length;

describe('the size of the files for a CDN', () => {
  for (const name of ['ivs-chat.js', 'ivs-chat.iife.js']) {
    it(`keeps ${name} under ${CDN_LIMIT} bytes, compressed with brotli`, () => {
      expect(compressed(readFileSync(join(root, 'dist/cdn', name)))).to.be.below(CDN_LIMIT);
    });
  }

  it('is told to the byte, with the limit and whether it is kept', () => {
    const [small, large] = [Buffer.alloc(50_000), randomBytes(50_000)];
    expect(sizeLine('small', small)).to.match(/^small: raw 50,000, gzip \d+, brotli \d+ bytes; limit 24,000 for brotli: kept$/);
    const over = (compressed(large) - cdnLimitBytes).toLocaleString('en');
    expect(sizeLine('large', large)).to.match(/^large: raw 50,000, gzip [\d,]+, brotli [\d,]+ bytes; /).and.to.match(new RegExp(` missed by ${over}$`));
  });
});

describe('the size of the client', () => {
  it(`is under ${CLIENT_LIMIT} bytes minified by Oxc and compressed by brotli 11, and it imports isomorphic-ws and nothing else`, async () => {
    const result = await build({
      root,
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        target: 'es2022',
        lib: { entry: join(root, 'src/client/index.ts'), formats: ['es'], fileName: 'client' },
        // `lib` with format `es` alone would keep the white space.
        rolldownOptions: { external: (id) => !isAbsolute(id) && !id.startsWith('.'), output: { minify: true, comments: false } },
      },
    });
    const output = Array.isArray(result) ? result[0]?.output : 'output' in result ? result.output : undefined;
    expect(output).to.have.length(1);
    const chunk = output?.[0];
    const code = Buffer.from(chunk?.code ?? '');
    expect(code.toString()).to.include('SEND_MESSAGE');
    expect([chunk?.imports, chunk?.dynamicImports]).to.deep.equal([['isomorphic-ws'], []]);
    expect(compressed(code)).to.be.below(CLIENT_LIMIT);
    console.log(`      ${code.length} bytes minified, ${compressed(code)} compressed`);
  }).timeout(60_000);
});
