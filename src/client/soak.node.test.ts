import { expect } from 'chai';
import { createSandbox } from '../../demo/server/sandbox.js';
import { soak } from './testing/soak.js';

describe('rooms in chaos', () => {
  it('are all alive after it, every request settled, nothing doubled (`npm run soak` does it at length)', async () => {
    const sandbox = await createSandbox();
    try {
      const result = await soak(sandbox, { clients: 20, minutes: 0.15, seed: 20_260_105, isFullLength: false });
      expect(result.faults).to.deep.equal([]);
      expect(result.outcomes).not.to.have.property('never settled');
      expect(result.connects).to.be.above(20);
    } finally {
      await sandbox.close();
    }
  }).timeout(60_000);
});
