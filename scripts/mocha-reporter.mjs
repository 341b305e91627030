import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Mocha's own listing, and the counts written to IVS_COUNTS for `npm test`. */
export default class CountingReporter extends Mocha.reporters.Dot {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      const file = process.env['IVS_COUNTS'];
      if (file) appendFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }) + '\n');
    });
  }
}
