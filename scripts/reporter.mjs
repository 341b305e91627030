import { appendFileSync } from 'node:fs';

/**
 * Counts tests over all engines and prints `N passed, N failed`; also writes the counts to IVS_COUNTS for `npm test`.
 * @returns {import('@web/test-runner').Reporter}
 */
export const plainSummary = () => ({
  onTestRunFinished({ sessions }) {
    const count = { passed: 0, failed: 0, skipped: 0 };
    /** @param {import('@web/test-runner-core').TestSuiteResult} suite */
    const walk = (suite) => {
      for (const test of suite.tests) {
        if (test.skipped) count.skipped++;
        else if (test.passed) count.passed++;
        else count.failed++;
      }
      suite.suites.forEach(walk);
    };
    /** @type {Map<string, number>} */
    const perEngine = new Map();
    for (const session of sessions) {
      const passedBefore = count.passed;
      const failedBefore = count.failed;
      if (session.testResults) walk(session.testResults);
      // A file that does not load, or a hook that throws, has no failed test of its own.
      if (!session.passed && count.failed === failedBefore) count.failed++;
      const { name } = session.browser;
      perEngine.set(name, (perEngine.get(name) ?? 0) + count.passed - passedBefore);
    }
    if (perEngine.size > 1) console.log(`\nPassed in ${[...perEngine].map(([name, passed]) => `${name}: ${passed}`).join(', ')}`);
    console.log(`\n${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ''}`);
    const file = process.env['IVS_COUNTS'];
    if (file) appendFileSync(file, JSON.stringify(count) + '\n');
    const results = process.env['IVS_RESULTS'];
    if (results) appendFileSync(results, [...perEngine].map(([engine, passed]) => JSON.stringify({ engine, passed }) + '\n').join(''));
  },
});
