import { expect } from '@open-wc/testing';
import { ChatConnectionLostError, ChatNotConnectedError, ChatRequestError, ChatTimeoutError } from '../client/index.js';
import { describeRequestError, type RequestOperation } from './error-text.js';
import { defaultStrings } from './strings.js';

describe('why a request did not succeed', () => {
  const refusals: readonly (readonly [operation: RequestOperation, code: number, sentence: string])[] = [
    ['send', 403, 'You may not write in this chat.'],
    ['send', 413, 'This message is too long.'],
    ['send', 429, 'You are sending too fast. Wait a moment.'],
    ['send', 500, 'The message could not be sent.'],
    ['send', 404, 'The message could not be sent.'],
    ['delete-message', 403, 'You may not delete messages in this chat.'],
    ['delete-message', 404, 'This message is not there any more.'],
    ['delete-message', 429, 'That was too fast. Wait a moment.'],
    ['delete-message', 500, 'The message could not be deleted.'],
    ['disconnect-user', 403, 'You may not remove users from this chat.'],
    ['disconnect-user', 429, 'That was too fast. Wait a moment.'],
    ['disconnect-user', 406, 'The user could not be removed.'],
  ];
  for (const [operation, code, sentence] of refusals) {
    it(`is said in our words: ${operation}, ${code}`, () => {
      const error = new ChatRequestError(code, 'what the service wrote', 'e1', 'r1');
      expect(describeRequestError(error, operation, defaultStrings)).to.equal(sentence);
    });
  }

  const failures: readonly (readonly [name: string, error: unknown, sentence: string])[] = [
    ['no connection', new ChatNotConnectedError('x'), defaultStrings.notConnected],
    ['a lost connection', new ChatConnectionLostError('x'), defaultStrings.connectionLost],
    ['no answer', new ChatTimeoutError('x'), 'The chat did not answer in time.'],
    ['no answer, by a class of another copy', Object.assign(new Error('x'), { code: 'REQUEST_TIMEOUT', errorCode: 0 }), 'The chat did not answer in time.'],
    ['anything else', new TypeError('x'), 'The user could not be removed.'],
    ['nothing', undefined, 'The user could not be removed.'],
  ];
  for (const [name, error, sentence] of failures) {
    it(`is said in our words: ${name}`, () => {
      expect(describeRequestError(error, 'disconnect-user', defaultStrings)).to.equal(sentence);
    });
  }
});
