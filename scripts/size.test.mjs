import { expect } from 'chai';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'vite';
import { root } from './setup.mjs';

/** Bytes of the client in a page's bundle, minified, brotli 11. */
const CLIENT_LIMIT = 6_200;

describe('the size of the client', () => {
  it(`stays under ${CLIENT_LIMIT} bytes, minified and compressed with brotli, as a page's bundler makes it`, async () => {
    const result = await build({
      root,
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        target: 'es2022',
        lib: { entry: join(root, 'src/client/index.ts'), formats: ['es'], fileName: 'client' },
        // `lib` with format `es` alone would keep the white space.
        rolldownOptions: { output: { minify: true } },
      },
    });
    const output = Array.isArray(result) ? result[0]?.output : 'output' in result ? result.output : undefined;
    const code = Buffer.from(output?.[0].code ?? '');
    const compressed = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: code.length } });
    expect(code.toString()).to.include('SEND_MESSAGE').and.not.match(/\bfrom\s*["']/);
    expect(compressed.length).to.be.below(CLIENT_LIMIT);
  }).timeout(60_000);
});
