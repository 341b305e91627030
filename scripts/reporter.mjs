import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { allEngines } from './engines.mjs';

/** Launchers give their browsers names of their own. @param {string} name */
const engineOf = (name) => allEngines.find((engine) => name.toLowerCase().startsWith(engine.slice(0, 5))) ?? name;

/** @param {import('@web/test-runner-core').TestSuiteResult} suite @param {{ passed: number, failed: number, skipped: number }} count */
function add(suite, count) {
  for (const { skipped, passed } of suite.tests) count[skipped ? 'skipped' : passed ? 'passed' : 'failed']++;
  for (const inner of suite.suites) add(inner, count);
}

/**
 * Counts tests over all engines and prints `N passed, N failed`; also writes the counts to IVS_COUNTS for `npm test`, and those of each file
 * to IVS_RESULTS for `results.mjs`.
 * @returns {import('@web/test-runner').Reporter}
 */
export const plainSummary = () => ({
  onTestRunFinished({ sessions }) {
    const total = { passed: 0, failed: 0, skipped: 0 };
    /** @type {Map<string, number>} */
    const perEngine = new Map();
    const results = process.env['IVS_RESULTS'];
    for (const { passed: isPassed, browser, testFile = '', testResults } of sessions) {
      const count = { passed: 0, failed: 0, skipped: 0 };
      if (testResults) add(testResults, count);
      // A file that does not load, or a hook that throws, has no failed test of its own.
      if (!isPassed && count.failed === 0) count.failed++;
      for (const kind of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[kind] += count[kind];
      perEngine.set(browser.name, (perEngine.get(browser.name) ?? 0) + count.passed);
      const { passed, failed, skipped } = count;
      const result = { engine: engineOf(browser.name), suite: relative(process.cwd(), testFile), passed, failed: failed + skipped };
      if (results) appendFileSync(results, JSON.stringify(result) + '\n');
    }
    if (perEngine.size > 1) console.log(`\nPassed in ${[...perEngine].map(([name, passed]) => `${name}: ${passed}`).join(', ')}`);
    console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
    const file = process.env['IVS_COUNTS'];
    if (file) appendFileSync(file, JSON.stringify(total) + '\n');
  },
});
