import { expect } from 'chai';
import { emoteCodes } from '../emotes.js';
import { countCodePoints } from './sandbox-requests.js';
import { answerLines, emoteLines, greetingLines, linkLines } from './simulated-lines.js';
import { SimulatedSpeech, type Utterance } from './simulated-speech.js';

const heard = JSON.stringify({ Type: 'MESSAGE', Id: 'abcdefghijkl', Content: 'hi', Sender: { UserId: 'ada' } });

/** A thousand utterances of one viewer, by a chance that covers everything. */
function speak(frame: string, visitors?: () => string[]): Utterance[] {
  let seed = 1;
  const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const speech = new SimulatedSpeech('en', random);
  return Array.from({ length: 1_000 }, () => speech.next(frame, visitors));
}

describe('what simulated viewers say', () => {
  it('answers what they heard last, by its id', () => {
    const answers = speak(heard).filter(({ attributes }) => attributes?.['replyTo'] === 'abcdefghijkl');
    expect(answers.length).to.be.within(60, 140);
    expect(answers.every(({ content }) => (answerLines as readonly string[]).includes(content))).to.equal(true);
    for (const frame of ['', '{"Type":"EVENT","Id":"abcdefghijkl"}', '{"Type":"MESSAGE"}']) {
      expect(speak(frame).some(({ attributes }) => attributes?.['replyTo'] !== undefined), frame).to.equal(false);
    }
  });

  it('speaks to people by their names, when somebody is there', () => {
    expect(speak('', () => ['Ada', 'Ben']).filter(({ content }) => /@(Ada|Ben)/.test(content)).length).to.be.within(15, 70);
    expect(speak('', () => []).some(({ content }) => content.includes('@'))).to.equal(false);
  });

  it('has links, emotes and stickers that the page knows', () => {
    const said = speak('');
    expect(said.some(({ content }) => content.includes('https://'))).to.equal(true);
    const stickers = said.flatMap(({ attributes }) => attributes?.['sticker'] ?? []);
    expect(new Set(stickers)).to.deep.equal(new Set(emoteCodes));
    const codes = said.flatMap(({ content }) => [...content.matchAll(/:(\w+):/g)].map(([, code]) => code));
    expect(codes.every((code) => (emoteCodes as readonly string[]).includes(code ?? ''))).to.equal(true);
  });

  it('is accepted by every room', () => {
    const all = [...linkLines, ...emoteLines, ...answerLines, ...greetingLines.map((line) => line('n'.repeat(64)))];
    expect(all.every((line) => countCodePoints(line) >= 1 && countCodePoints(line) <= 500)).to.equal(true);
  });
});
