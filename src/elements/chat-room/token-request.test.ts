import { expect } from '@open-wc/testing';
import { TokenEndpointError, type TokenProblem } from './token-endpoint-error.js';
import { requestToken, type TokenRequest } from './token-request.js';
import { FetchStub, respond, respondJson } from './testing/fetch-stub.js';

const endpoint = 'https://shop.example/token-request-test';
const token = 'AQICAHjR3yvE1xJ2';
let stub: FetchStub;

function ask(request: Partial<TokenRequest> = {}, signal = new AbortController().signal) {
  const whole = { tokenEndpoint: endpoint, baseURI: 'https://shop.example/watch/', roomId: '', tokenParams: undefined, tokenHeaders: undefined } as const;
  return requestToken({ ...whole, tokenCredentials: 'same-origin', ...request }, signal);
}

async function failureOf(promise: Promise<unknown>): Promise<TokenEndpointError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof TokenEndpointError) return error;
    throw error;
  }
  throw new Error('expected a rejection');
}

describe('token request', () => {
  beforeEach(() => {
    stub = new FetchStub('example/', () => respondJson({ token }));
  });
  afterEach(() => stub.restore());

  it('posts JSON with the room and the page’s parameters', async () => {
    await ask({ roomId: 'arn:room', tokenParams: { lang: 'pt' } });
    const [call] = stub.calls;
    expect(call?.url).to.equal(endpoint);
    expect(call?.body).to.deep.equal({ roomIdentifier: 'arn:room', lang: 'pt' });
    expect(call?.init.method).to.equal('POST');
    expect(new Headers(call?.init.headers).get('Content-Type')).to.equal('application/json');
  });

  it('sends an empty object when there is nothing to say', async () => {
    await ask();
    expect(stub.calls[0]?.body).to.deep.equal({});
  });

  it('resolves a relative endpoint against the page', async () => {
    await ask({ tokenEndpoint: '../chat' });
    expect(stub.calls[0]?.url).to.equal('https://shop.example/chat');
  });

  it('follows no redirect, stores nothing, and sends cookies only as told', async () => {
    await ask({ tokenCredentials: 'include' });
    expect(stub.calls[0]?.init).to.include({ redirect: 'error', cache: 'no-store', credentials: 'include' });
  });

  it('adds the headers of the page, and asks a function for fresh ones each time', async () => {
    let count = 0;
    const headers = async () => ({ Authorization: `Bearer ${++count}` });
    await ask({ tokenHeaders: headers });
    await ask({ tokenHeaders: headers });
    await ask({ tokenHeaders: { 'X-Team': 'chat' } });
    expect(stub.calls.map(({ init }) => new Headers(init.headers).get('Authorization'))).to.deep.equal(['Bearer 1', 'Bearer 2', null]);
    expect(new Headers(stub.calls[2]?.init.headers).get('X-Team')).to.equal('chat');
  });

  it('says so when the page’s headers fail', async () => {
    const failure = await failureOf(ask({ tokenHeaders: () => Promise.reject(new Error('no session')) }));
    expect(failure.problem).to.equal('headers');
    expect(stub.calls).to.be.empty;
  });

  it('reads a JSON answer with dates as ISO text or epoch ms', async () => {
    stub.answer = () =>
      respondJson({
        token,
        tokenExpirationTime: 1_670_000_000_000,
        sessionExpirationTime: '2022-12-02T17:53:20Z',
        userId: 'ana',
        capabilities: ['SEND_MESSAGE', 'FLY'],
        attributes: { displayName: 'Ana', level: 3 },
        region: 'eu-west-1',
      });
    expect(await ask()).to.deep.equal({
      token,
      tokenExpirationTime: new Date(1_670_000_000_000),
      sessionExpirationTime: new Date('2022-12-02T17:53:20Z'),
      userId: 'ana',
      capabilities: ['SEND_MESSAGE'],
      attributes: { displayName: 'Ana' },
      region: 'eu-west-1',
    });
  });

  it('ignores dates, names and capabilities that make no sense', async () => {
    stub.answer = () => respondJson({ token, sessionExpirationTime: 'soon', userId: 7, capabilities: 'all', attributes: [], region: '' });
    expect(await ask()).to.deep.equal({ token });
  });

  for (const type of ['text/plain; charset=utf-8', undefined]) {
    it(`reads a bare token in ${type ?? 'an untyped answer'}`, async () => {
      stub.answer = () => respond(200, `  ${token}\n`, type);
      expect(await ask()).to.deep.equal({ token });
    });
  }

  it('SECURITY 10: keeps no __proto__ of the answer', async () => {
    stub.answer = () => respond(200, `{"token":"${token}","attributes":{"__proto__":"x","role":"mod"}}`, 'application/json');
    const { attributes } = await ask();
    expect(Object.keys(attributes ?? {})).to.deep.equal(['role']);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });

  const answers: [string, () => Response, TokenProblem][] = [
    ['404', () => respond(404, 'nothing here', 'text/plain'), 'not-found'],
    ['500', () => respond(500, '{}', 'application/json'), 'status'],
    ['an HTML page', () => respond(200, '<!doctype html><title>Log in</title>', 'text/html; charset=utf-8'), 'web-page'],
    ['an HTML page called text', () => respond(200, '<!DOCTYPE html>\n<p>Hi', 'text/plain'), 'web-page'],
    ['nothing', () => respond(200, '', 'application/json'), 'empty'],
    ['white space', () => respond(200, ' \n ', 'text/plain'), 'empty'],
    ['no content', () => respond(204, null), 'empty'],
    ['broken JSON', () => respond(200, '{"token":', 'application/json'), 'garbage'],
    ['JSON without a token', () => respondJson({ ok: true }), 'garbage'],
    ['a token of the wrong kind', () => respondJson({ token: 5 }), 'garbage'],
    ['a list', () => respondJson([token]), 'garbage'],
    ['null', () => respondJson(null), 'garbage'],
    ['a short text', () => respond(200, 'OK', 'text/plain'), 'garbage'],
    ['a sentence', () => respond(200, 'Please come back again later', 'text/plain'), 'garbage'],
    ['a token with a line break in it', () => respondJson({ token: `${token}\r\nX: y` }), 'garbage'],
    ['a bare token that is too long', () => respond(200, 'a'.repeat(4097), 'text/plain'), 'garbage'],
    ['an image', () => respond(200, token, 'image/png'), 'garbage'],
  ];
  for (const [name, answer, problem] of answers) {
    it(`bad input: an endpoint that answers ${name}`, async () => {
      stub.answer = answer;
      const failure = await failureOf(ask());
      expect(failure.problem).to.equal(problem);
      expect(failure.final).to.equal(false);
    });
  }

  it('bad input: an endpoint that cannot be reached', async () => {
    stub.answer = () => Promise.reject(new TypeError('Failed to fetch'));
    expect((await failureOf(ask())).problem).to.equal('network');
  });

  it('stops reading after 64 kB, however long the answer goes on', async () => {
    let pulled = 0;
    stub.answer = () => {
      const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(16 * 1024));
      };
      return new Response(new ReadableStream({ pull }), { headers: { 'Content-Type': 'application/json' } });
    };
    expect((await failureOf(ask())).problem).to.equal('too-large');
    expect(pulled).to.be.lessThan(10);
  });

  it('reads an answer that comes in pieces, cut within a letter', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ token, userId: 'josé' }));
    stub.answer = () => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
          controller.close();
        },
      });
      return new Response(body, { headers: { 'Content-Type': 'application/json' } });
    };
    expect((await ask()).userId).to.equal('josé');
  });

  it('gives the signal’s own reason when it is aborted', async () => {
    const abort = new AbortController();
    stub.answer = (call) => new Promise((_resolve, reject) => call.init.signal?.addEventListener('abort', () => reject(new Error('x'))));
    const asking = ask({}, abort.signal);
    const reason = new DOMException('late', 'TimeoutError');
    abort.abort(reason);
    const rejection: unknown = await asking.catch((error: unknown) => error);
    expect(rejection).to.equal(reason);
  });

  for (const [status, problem] of [[401, 'signed-out'], [403, 'forbidden']] as const) {
    it(`SECURITY 20: ${status} is final`, async () => {
      stub.answer = () => respondJson({ message: 'no' }, status);
      expect(await failureOf(ask())).to.include({ problem, status, final: true });
    });
  }

  const inThreeSeconds = () => new Date(Date.parse('2026-01-01T00:00:03Z')).toUTCString();
  const waits: [string, Record<string, string>, number | undefined][] = [
    ['seconds', { 'Retry-After': '7' }, 7000],
    ['a date', { 'Retry-After': inThreeSeconds(), Date: 'Thu, 01 Jan 2026 00:00:00 GMT' }, 3000],
    ['a date that has passed', { 'Retry-After': 'Thu, 01 Jan 2015 00:00:00 GMT' }, 0],
    ['nonsense', { 'Retry-After': 'soon' }, undefined],
    ['nothing', {}, undefined],
  ];
  for (const [name, headers, retryAfterMs] of waits) {
    it(`reads how long a busy endpoint wants to be left alone: ${name}`, async () => {
      for (const status of [429, 503]) {
        stub.answer = () => respondJson({}, status, headers);
        const failure = await failureOf(ask());
        expect(failure).to.include({ problem: 'busy', status, final: false });
        expect(failure.retryAfterMs).to.equal(retryAfterMs);
      }
    });
  }

  const urls: [string, TokenProblem | undefined][] = [
    ['https://shop.example/t', undefined],
    ['http://shop.example/t', 'insecure'],
    ['http://localhost.example/t', 'insecure'],
    ['http://127.0.0.1.example/t', 'insecure'],
    ['http://10.0.0.1/t', 'insecure'],
    ['//shop.example/t', undefined],
    ['https://ana:secret@shop.example/t', 'bad-url'],
    ['', 'bad-url'],
    ['https://', 'bad-url'],
    ['ftp://shop.example/t', 'bad-url'],
    ['javascript:alert(1)//example/', 'bad-url'],
    ['data:application/json,{}', 'bad-url'],
  ];
  for (const [url, problem] of urls) {
    it(`SECURITY 15: ${problem === undefined ? 'asks' : 'does not ask'} ${url}`, async () => {
      if (problem === undefined) {
        expect((await ask({ tokenEndpoint: url })).token).to.equal(token);
      } else {
        expect(await failureOf(ask({ tokenEndpoint: url }))).to.include({ problem, final: true });
        expect(stub.calls).to.be.empty;
      }
    });
  }

  for (const url of ['http://localhost/example/', 'http://chat.localhost:81/example/', 'http://127.0.0.1:8080/example/', 'http://[::1]/example/']) {
    it(`asks the local machine in the clear: ${url}`, async () => {
      expect((await ask({ tokenEndpoint: url })).token).to.equal(token);
    });
  }

  it('SECURITY 12: no error quotes what the endpoint answered', async () => {
    stub.answer = () => respond(200, `{"token":"${token}"`, 'application/json');
    const failure = await failureOf(ask());
    expect(`${failure.message} ${failure.stack} ${String(failure.cause)} ${JSON.stringify(failure)}`).not.to.contain(token);
  });
});
