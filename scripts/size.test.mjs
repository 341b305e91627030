import { expect } from 'chai';
import { isAbsolute, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'vite';
import { root } from './setup.mjs';

/** Bytes of the client's own code: minified by Oxc (Vite's minifier), brotli 11, its one dependency left outside. */
const CLIENT_LIMIT = 6_000;

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
    const compressed = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: code.length } });
    expect(code.toString()).to.include('SEND_MESSAGE');
    expect([chunk?.imports, chunk?.dynamicImports]).to.deep.equal([['isomorphic-ws'], []]);
    expect(compressed.length).to.be.below(CLIENT_LIMIT);
    console.log(`      ${code.length} bytes minified, ${compressed.length} compressed`);
  }).timeout(60_000);
});
