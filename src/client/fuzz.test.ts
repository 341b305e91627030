import { expect } from 'chai';
import fc from 'fast-check';
import { decodeFrame, MalformedFrameError } from './protocol.js';
import { fieldNames, literalFrames, serviceWords } from './testing/frames.js';
import { fuzzFrames } from './testing/fuzz-frames.js';

const isNode = typeof window === 'undefined';

describe('SECURITY 28: frames that nobody should send', () => {
  // `npm run fuzz` does a million.
  const frames = isNode ? 50_000 : 10_000;
  it(`survives ${frames} mutated frames: no throw, no bad delivery, no lost probe, no pollution`, async () => {
    const result = await fuzzFrames(20_260_105, frames);
    expect(result.faults).to.deep.equal([]);
    expect(result.delivered, 'some frames are still good').to.be.above(frames / 10);
    expect(result.dropped, 'some are not').to.be.above(frames / 10);
  }).timeout(60_000);

  const decodes = (data: unknown): boolean => {
    try {
      decodeFrame(data);
      return true;
    } catch (error) {
      expect(error).to.be.instanceOf(MalformedFrameError);
      return false;
    }
  };

  it('decodes or refuses any text, any JSON and anything that is no text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void decodes(text)));
    fc.assert(fc.property(fc.json(), (text) => void decodes(text)));
    fc.assert(fc.property(fc.anything(), (data) => void decodes(data)));
  });

  it('decodes or refuses any values under the names that frames use', () => {
    const frame = fc.dictionary(fc.constantFrom(...fieldNames), fc.oneof(fc.constantFrom(...serviceWords), fc.jsonValue()));
    fc.assert(fc.property(frame, (fields) => void decodes(JSON.stringify(fields))));
  });

  it('decodes every literal frame, whatever is added to it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...literalFrames), fc.dictionary(fc.string().filter((key) => !/^[A-Z]/.test(key)), fc.jsonValue()), (text, more) => {
        expect(decodes(JSON.stringify({ ...more, ...(JSON.parse(text) as object) }))).to.equal(true);
      }),
    );
  });
});
