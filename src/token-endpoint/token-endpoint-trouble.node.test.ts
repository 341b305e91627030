import { expect } from 'chai';
import { createTokenEndpoint, type TokenEndpointOptions } from './create-token-endpoint.js';
import { EndpointError } from './endpoint-error.js';
import { answerOf, post, room } from './testing/requests.js';
import { canSend, setUpTokenEndpoint as setUp } from './testing/set-up.js';
import { awsError, StubClient } from './testing/stub-client.js';
import type { TokenGrant } from './token-grant.js';

describe('createTokenEndpoint in trouble', () => {
  describe('says in the log, and only there, that authorize made a mistake:', () => {
    const cases: [string, unknown, RegExp][] = [
      ['no user id', {}, /userId/],
      ['an empty user id', { userId: '' }, /userId/],
      ['a user id of 129 characters', { userId: 'x'.repeat(129) }, /userId/],
      ['a user id that is a number', { userId: 7 }, /userId/],
      ['an unknown capability', { userId: 'ada', capabilities: ['SEND_MESSAGES'] }, /capabilities.*SEND_MESSAGES/],
      ['capabilities as one text', { userId: 'ada', capabilities: 'SEND_MESSAGE' }, /capabilities: expected a list/],
      ['an attribute that is no text', { userId: 'ada', attributes: { level: 3 } }, /attributes.*level/],
      ['attributes over 1 KB', { userId: 'ada', attributes: { name: 'é'.repeat(511) } }, /1024 bytes in all, got 1026/],
      ['a session of 181 minutes', { userId: 'ada', sessionDurationInMinutes: 181 }, /sessionDurationInMinutes/],
      ['a session of half a minute', { userId: 'ada', sessionDurationInMinutes: 0.5 }, /sessionDurationInMinutes/],
    ];
    for (const [name, grant, words] of cases) {
      it(name, async () => {
        const { endpoint, client, lines } = setUp({ grant: grant as TokenGrant });
        const response = await endpoint(post());
        expect(response.status).to.equal(500);
        expect(await answerOf(response)).to.deep.equal({ error: 'Something went wrong.' });
        expect(lines).to.have.length(1);
        expect(lines[0]).to.match(words);
        expect(client.sent).to.deep.equal([]);
      });
    }
  });

  it('takes a grant that fills every limit', async () => {
    const { endpoint } = setUp({
      grant: { userId: '💬'.repeat(128), attributes: { name: 'é'.repeat(510) }, sessionDurationInMinutes: 180 },
    });
    expect((await endpoint(post())).status).to.equal(200);
  });

  it('answers 500 without details when authorize throws, and quotes the error in one log line', async () => {
    const { endpoint, lines } = setUp({ authorize: () => Promise.reject(new Error('db://user:pw@host\nFAKE LOG LINE')) });
    const response = await endpoint(post());
    expect(response.status).to.equal(500);
    expect(await response.text()).to.equal('{"error":"Something went wrong."}');
    expect(lines).to.deep.equal(['[ivs-chat-elements] 500: authorize() failed: Error: "db://user:pw@host\\nFAKE LOG LINE"']);
  });

  it('turns away somebody whom authorize refuses, without a word in the log', async () => {
    const { endpoint, client, lines } = setUp({ authorize: () => Promise.reject(new EndpointError(403)) });
    expect((await endpoint(post())).status).to.equal(403);
    expect([client.sent, lines]).to.deep.equal([[], []]);
  });

  it('lets nobody in while the rate limit or the ban store cannot be asked', async () => {
    const broken = () => Promise.reject(new Error('connection refused'));
    for (const options of [{ rateLimit: { store: { hit: broken } } }, { bans: { has: broken, add: broken, remove: broken } }]) {
      const { endpoint, client, lines } = setUp(options);
      expect((await endpoint(post())).status).to.equal(503);
      expect(client.sent).to.deep.equal([]);
      expect(lines).to.have.length(1);
    }
  });

  describe('maps what AWS says', () => {
    const cases: [string, Error, number, RegExp][] = [
      ['throttling to 429', awsError('ThrottlingException'), 429, /quota/],
      ['access denied to 500 with a hint', awsError('AccessDeniedException', 'User: arn:aws:iam::1:user/x'), 500, /Allow ivschat:CreateChatToken/],
      ['an account under verification to 500', awsError('PendingVerification'), 500, /verified/],
      ['no such room to 404', awsError('ResourceNotFoundException'), 404, /region/],
      ['refused fields to 500', awsError('ValidationException'), 500, /fields/],
      ['missing credentials to 500 with a hint', awsError('CredentialsProviderError', 'Could not load'), 500, /credentials/],
      ['its own trouble to 503', awsError('InternalServerException'), 503, /InternalServerException/],
      ['no connection to 503', awsError('Error', 'connect', { code: 'ECONNREFUSED' }), 503, /ECONNREFUSED/],
    ];
    for (const [name, failure, status, hint] of cases) {
      it(name, async () => {
        const { endpoint, client, lines } = setUp();
        client.failure = failure;
        const response = await endpoint(post());
        expect(response.status).to.equal(status);
        const body = await response.text();
        expect(body).not.to.match(/arn:|AWS|IAM|credential|ECONN|Exception/i);
        expect(response.headers.get('Retry-After')).to.equal(status === 429 ? '2' : null);
        expect(lines).to.have.length(1);
        expect(lines[0]).to.match(hint);
      });
    }

    it('an answer without a token to 503', async () => {
      const lines: string[] = [];
      const endpoint = createTokenEndpoint({ client: { send: () => Promise.resolve({}) }, rooms: [room], authorize: () => canSend, log: (line) => lines.push(line) });
      expect((await endpoint(post())).status).to.equal(503);
      expect(lines).to.have.length(1);
    });

    it('without a token in the log, even when an error quotes the answer', async () => {
      const { endpoint, client, lines } = setUp();
      client.failure = awsError('SyntaxError', 'Unexpected end of {"token":"SECRET-CHAT-TOKEN"');
      await endpoint(post());
      client.failure = 'SECRET-CHAT-TOKEN';
      await endpoint(post());
      expect(lines).to.have.length(2);
      expect(lines.join()).not.to.contain('SECRET');
    });
  });

  it('writes nothing to the log or console in normal use, and never a token', async () => {
    const written: unknown[][] = [];
    const originals = { ...console };
    const levels = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
    for (const level of levels) console[level] = (...args: unknown[]) => void written.push(args);
    try {
      const endpoint = createTokenEndpoint({ client: new StubClient(), rooms: [room], authorize: () => canSend, rateLimit: { max: 1 } });
      await endpoint(post());
      await endpoint(post());
      await endpoint(post('nonsense'));
      await endpoint(post({}, { headers: { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' } }));
    } finally {
      Object.assign(console, originals);
    }
    expect(written).to.deep.equal([]);
  });

  it('answers although the log throws', async () => {
    const { endpoint, client } = setUp({
      log: () => {
        throw new Error('disk full');
      },
    });
    client.failure = awsError('AccessDeniedException');
    expect((await endpoint(post())).status).to.equal(500);
  });

  it('reports a body that was read before, instead of breaking', async () => {
    const { endpoint, lines } = setUp();
    const request = post();
    await request.text();
    expect((await endpoint(request)).status).to.equal(500);
    expect(lines[0]).to.contain('pass a clone');
  });

  describe('throws at once for', () => {
    const cases: [string, Partial<TokenEndpointOptions>, RegExp][] = [
      ['no rooms', { rooms: [] }, /rooms: expected at least one/],
      ['a room that is no ARN', { rooms: ['AbCdEf'] }, /rooms: expected ARNs.*"AbCdEf"/],
      ['an origin with a path', { allowedOrigins: ['https://www.example.com/'] }, /allowedOrigins/],
      ['the null origin', { allowedOrigins: ['null'] }, /allowedOrigins/],
      ['a pattern of origins', { allowedOrigins: ['https://*.example.com'] }, /allowedOrigins/],
      ['a rate of nothing', { rateLimit: { max: 0 } }, /rateLimit.max/],
      ['a rate per half a second', { rateLimit: { perSeconds: 0.5 } }, /rateLimit.perSeconds/],
      ['no authorize', { authorize: undefined as never }, /authorize: expected a function/],
    ];
    for (const [name, options, words] of cases) {
      it(name, () => {
        expect(() => setUp(options)).to.throw(TypeError, words);
      });
    }
  });
});
