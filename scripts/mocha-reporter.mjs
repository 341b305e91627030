import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Mocha's own listing, the counts written to IVS_COUNTS for `npm test`, and each result to IVS_RESULTS for `results.mjs`. */
export default class CountingReporter extends Mocha.reporters.Dot {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    const results = process.env['IVS_RESULTS'];
    const note = (/** @type {object} */ outcome) => (/** @type {Mocha.Test} */ { title, parent }) => {
      if (results) appendFileSync(results, JSON.stringify({ suite: parent?.title, title, ...outcome }) + '\n');
    };
    runner.on('pass', note({ passed: 1, failed: 0 })).on('fail', note({ passed: 0, failed: 1 }));
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      const file = process.env['IVS_COUNTS'];
      if (file) appendFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }) + '\n');
    });
  }
}
