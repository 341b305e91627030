import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import Mocha from 'mocha';

/**
 * Runs mocha for Stryker in one process, switching mutants on and off. Stryker's own mocha runner needs mocha before 12 on Node 20; drop this
 * one when Node 22 is the floor.
 */
class MochaRunner {
  /** @type {import('@stryker-mutator/api/core').InstrumenterContext} */
  #context = (/** @type {{ __stryker__?: object }} */ (globalThis).__stryker__ ??= {});
  #mocha = new Mocha({ ui: 'bdd', timeout: 30_000 });
  /** Files not loaded yet. @type {string[]} */
  #spec;

  /** @param {import('@stryker-mutator/api/core').StrykerOptions} options */
  constructor(options) {
    this.#spec = [.../** @type {{ spec: string[] }} */ (options['mocha12']).spec];
  }

  capabilities() {
    return { reloadEnvironment: false };
  }

  /** Only once the mutant is chosen: some are at work while a module is loaded. */
  async #load() {
    this.#mocha.cleanReferencesAfterRun(false);
    // Loaded as modules, not through mocha's `require`, under which the copies that Stryker makes would not be strict.
    this.#mocha.suite.emit('pre-require', globalThis, '', this.#mocha);
    for (const file of this.#spec.splice(0)) await import(pathToFileURL(resolve(file)).href);
  }

  /** @param {import('@stryker-mutator/api/test-runner').DryRunOptions} options */
  async dryRun({ coverageAnalysis }) {
    await this.#load();
    const result = await this.#run(false);
    const { mutantCoverage } = this.#context;
    return coverageAnalysis === 'off' || !mutantCoverage ? result : { ...result, mutantCoverage };
  }

  /** @param {import('@stryker-mutator/api/test-runner').MutantRunOptions} options */
  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    Object.assign(this.#context, { hitLimit, hitCount: hitLimit ? 0 : undefined, activeMutant: activeMutant.id });
    await this.#load();
    const names = testFilter?.map((name) => name.replace(/[.*+\-?^${}()|[\]\\]/g, '\\$&'));
    this.#mocha.grep(names ? new RegExp(`^(${names.join('|')})$`) : /./);
    return toMutantRunResult(await this.#run(true));
  }

  /** @param {boolean} bail */
  #run(bail) {
    const context = this.#context;
    /** @type {import('@stryker-mutator/api/test-runner').TestResult[]} */
    const tests = [];
    /** @type {Map<unknown, number>} */
    const started = new Map();
    /** @param {Mocha.Test | Mocha.Hook} test */
    const about = (test) => ({
      id: test.fullTitle(),
      name: test.fullTitle(),
      timeSpentMs: Date.now() - (started.get(test) ?? Date.now()),
    });
    this.#mocha.bail(bail);
    this.#mocha.reporter(
      /** @type {Mocha.ReporterConstructor} */ (
        /** @type {unknown} */ (
          class {
            /** @param {Mocha.Runner} runner */
            constructor(runner) {
              runner.on('test', (test) => {
                started.set(test, Date.now());
                context.currentTestId = test.fullTitle();
              });
              runner.on('pass', (test) => tests.push({ ...about(test), status: TestStatus.Success }));
              runner.on('fail', (test, error) =>
                tests.push({ ...about(test), status: TestStatus.Failed, failureMessage: String(error?.message ?? error) }),
              );
            }
          }
        )
      ),
    );
    return new Promise((done) => {
      this.#mocha.run(() => {
        const reached = determineHitLimitReached(context.hitCount, context.hitLimit);
        done(reached ?? { status: DryRunStatus.Complete, tests });
      });
    });
  }
}

/** @param {import('@stryker-mutator/api/core').StrykerOptions} options */
function create(options) {
  return new MochaRunner(options);
}
create.inject = tokens(commonTokens.options);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'mocha12', create)];
