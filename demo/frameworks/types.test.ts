import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const folder = fileURLToPath(new URL('types/', import.meta.url));

/** What a checker of types says, in a project that has the packed package installed. */
async function check(program: string, args: readonly string[], cwd = folder, installed = folder): Promise<string> {
  const path = `${installed}node_modules/${program}`;
  return new Promise((resolve) => {
    execFile(process.execPath, [path, ...args], { cwd }, (error, stdout, stderr) => {
      resolve(error === null ? '' : stdout + stderr);
    });
  });
}

const chosen = process.env['IVS_FRAMEWORKS']?.split(',');

if (chosen?.includes('types') ?? true) {
  describe('the types of the package', () => {
    it('accept what is right in scripts, and no wrong value, property, method or event', async () => {
      expect(await check('typescript/bin/tsc', ['-p', 'dom'])).to.equal('');
    });

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
      expect(found).to.deep.equal([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16].map((line) => `Wrong.svelte ${line}`));
    });
  });
}

if (chosen?.includes('angular') ?? true) {
  describe('the types of the package', () => {
    it('accept what is right in templates of angular, and no wrong value or event', async () => {
      const angular = fileURLToPath(new URL('angular/', import.meta.url));
      const output = await check('@angular/compiler-cli/bundles/src/bin/ngc.js', ['-p', 'types'], angular, angular);
      const plain = output.replace(/\u001b\[\d*m/g, '');
      const found = [...plain.matchAll(/(\w+\.ts):(\d+):\d+ - error/g)].map(([, file, line]) => `${file} ${line}`);
      expect(found).to.deep.equal([8, 9, 10, 11].map((line) => `wrong.ts ${line}`));
    });
  });
}
