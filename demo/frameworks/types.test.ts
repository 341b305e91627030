import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const folder = fileURLToPath(new URL('types/', import.meta.url));

/** What a checker of types says, in a project that has the packed package installed. */
async function check(program: string, args: readonly string[], cwd = folder): Promise<string> {
  const path = `${folder}node_modules/${program}`;
  return new Promise((resolve) => {
    execFile(process.execPath, [path, ...args], { cwd }, (error, stdout, stderr) => {
      resolve(error === null ? '' : stdout + stderr);
    });
  });
}

if (process.env['IVS_FRAMEWORKS']?.split(',').includes('types') ?? true) {
  describe('the types of the package', () => {
    for (const name of ['react', 'preact', 'solid']) {
      it(`accept what is right in JSX of ${name}, and no wrong value, property or listener`, async () => {
        expect(await check('typescript/bin/tsc', ['-p', name])).to.equal('');
      });
    }

    it('accept what is right in templates of vue, and no wrong attribute, value or event', async () => {
      expect(await check('vue-tsc/bin/vue-tsc.js', ['-p', 'vue'])).to.equal('');
    });

    it('accept what is right in templates of svelte, and no wrong attribute, value or event', async () => {
      const output = await check('svelte-check/bin/svelte-check', ['--tsconfig', './tsconfig.json', '--output', 'machine'], `${folder}svelte`);
      const found = [...output.matchAll(/ERROR "(\w+\.svelte)" (\d+):/g)].map(([, file, line]) => `${file} ${line}`);
      expect(found).to.deep.equal([6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((line) => `Wrong.svelte ${line}`));
    });
  });
}
