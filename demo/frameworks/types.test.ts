import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const folder = fileURLToPath(new URL('types/', import.meta.url));

let last: Promise<unknown> = Promise.resolve();

/**
 * What a checker of types says, in a project that has the packed package installed. They run one after the other, and begin as soon as this
 * file is loaded: meanwhile other tests wait for their browsers.
 */
function check(program: string, args: readonly string[], cwd = folder, installed = folder): Promise<string> {
  const output = last.then(
    () =>
      new Promise<string>((resolve) => {
        execFile(process.execPath, [`${installed}node_modules/${program}`, ...args], { cwd }, (error, stdout, stderr) => {
          resolve(error === null ? '' : stdout + stderr);
        });
      }),
  );
  last = output;
  return output;
}

const chosen = process.env['IVS_FRAMEWORKS']?.split(',');

if (chosen?.includes('types') ?? true) {
  describe('the types of the package', () => {
    const scripts = check('typescript/bin/tsc', ['-p', 'dom']);
    it('accept what is right in scripts, and no wrong value, property, method or event', async () => {
      expect(await scripts).to.equal('');
    });

    for (const name of ['react', 'preact', 'solid']) {
      const jsx = check('typescript/bin/tsc', ['-p', name]);
      it(`accept what is right in JSX of ${name}, and no wrong value, property or listener`, async () => {
        expect(await jsx).to.equal('');
      });
    }

    const vue = check('vue-tsc/bin/vue-tsc.js', ['-p', 'vue']);
    it('accept what is right in templates of vue, and no wrong attribute, value or event', async () => {
      expect(await vue).to.equal('');
    });

    const svelte = check('svelte-check/bin/svelte-check', ['--tsconfig', './tsconfig.json', '--output', 'machine'], `${folder}svelte`);
    it('accept what is right in templates of svelte, and no wrong attribute, value or event', async () => {
      const found = [...(await svelte).matchAll(/ERROR "(\w+\.svelte)" (\d+):/g)].map(([, file, line]) => `${file} ${line}`);
      expect(found).to.deep.equal([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map((line) => `Wrong.svelte ${line}`));
    });
  });
}

if (chosen?.includes('angular') ?? true) {
  describe('the types of the package', () => {
    const folderOfAngular = fileURLToPath(new URL('angular/', import.meta.url));
    const angular = check('@angular/compiler-cli/bundles/src/bin/ngc.js', ['-p', 'types'], folderOfAngular, folderOfAngular);
    it('accept what is right in templates of angular, and no wrong value or event', async () => {
      const plain = (await angular).replace(/\u001b\[\d*m/g, '');
      const found = [...plain.matchAll(/(\w+\.ts):(\d+):\d+ - error/g)].map(([, file, line]) => `${file} ${line}`);
      expect(found).to.deep.equal([8, 9, 10, 11].map((line) => `wrong.ts ${line}`));
    });
  });
}
