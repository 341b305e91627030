import { expect } from 'chai';
import type { ChatRequestError } from './errors.js';
import { decodeFrame, encodeRequest, MalformedFrameError, type Frame } from './protocol.js';
import { DeleteMessageRequest, DisconnectUserRequest, SendMessageRequest, type ChatRequest } from './requests.js';

// Literal frames, transcribed from the AWS reference and from captures: never built by our own encoder.
const message =
  '{"Type":"MESSAGE","Id":"M2YcHkgffEvU","RequestId":"8fe6bd5f","Attributes":{"custom":"value"},"Content":"Hi",' +
  '"SendTime":"2022-12-02T08:21:20.754555595Z","Sender":{"UserId":"ann","Attributes":{"displayName":"Ann"}}}';
const event =
  '{"Type":"EVENT","Id":"IxTh2Ad9fZIr","RequestId":"","EventName":"poll:open","Attributes":{"question":"Tea?"},' +
  '"SendTime":"2022-12-02T08:21:20.754Z"}';

function deletion(attributes: string): string {
  return `{"Type":"EVENT","Id":"IxTh2Ad9fZIr","RequestId":"","EventName":"aws:DELETE_MESSAGE","Attributes":${attributes},"SendTime":"2022-12-02T08:21:20Z"}`;
}

function changed(text: string, change: (frame: Record<string, unknown>) => void): string {
  const frame = JSON.parse(text) as Record<string, unknown>;
  change(frame);
  return JSON.stringify(frame);
}

function messageOf(frame: Frame | undefined) {
  if (frame?.type !== 'message') throw new Error(`a frame of type ${frame?.type}`);
  return frame.event;
}

describe('Reading frames', () => {
  it('reads a message, its nanoseconds included', () => {
    expect(decodeFrame(message)).to.deep.equal({
      type: 'message',
      event: {
        id: 'M2YcHkgffEvU',
        requestId: '8fe6bd5f',
        attributes: { custom: 'value' },
        content: 'Hi',
        sendTime: new Date('2022-12-02T08:21:20.754Z'),
        sender: { userId: 'ann', attributes: { displayName: 'Ann' } },
      },
    });
  });

  it('leaves out attributes that are null and a request id that is empty', () => {
    const text =
      '{"Type":"MESSAGE","Id":"M2YcHkgffEvU","RequestId":"","Attributes":null,"Content":"Hi",' +
      '"SendTime":"2022-12-02T08:21:20.754555595Z","Sender":{"UserId":"ann","Attributes":null}}';
    expect(messageOf(decodeFrame(text))).to.have.all.keys('id', 'content', 'sendTime', 'sender');
    expect(messageOf(decodeFrame(text)).sender).to.deep.equal({ userId: 'ann' });
  });

  it('keeps attributes that are empty', () => {
    expect(messageOf(decodeFrame(changed(message, (frame) => (frame['Attributes'] = {})))).attributes).to.deep.equal({});
  });

  it('reads an application event', () => {
    expect(decodeFrame(event)).to.deep.equal({
      type: 'event',
      event: {
        id: 'IxTh2Ad9fZIr',
        eventName: 'poll:open',
        attributes: { question: 'Tea?' },
        sendTime: new Date('2022-12-02T08:21:20.754Z'),
      },
    });
  });

  for (const spelling of ['{"MessageId":"M2YcHkgffEvU"}', '{"MessageID":"M2YcHkgffEvU"}', '{"MessageID":"M2YcHkgffEvU","MessageId":"M2YcHkgffEvU"}']) {
    it(`reads a deletion with ${spelling}`, () => {
      const frame = decodeFrame(deletion(spelling));
      expect(frame?.type === 'messageDelete' && frame.event.messageId).to.equal('M2YcHkgffEvU');
      expect(frame?.type === 'messageDelete' && 'reason' in frame.event).to.equal(false);
    });
  }

  it('reads the reason of a deletion', () => {
    const frame = decodeFrame(deletion('{"MessageID":"M2YcHkgffEvU","Reason":"Spam"}'));
    expect(frame?.type === 'messageDelete' && frame.event.reason).to.equal('Spam');
  });

  it('reads the disconnection of a user', () => {
    const frame = decodeFrame(
      '{"Type":"EVENT","Id":"IxTh2Ad9fZIr","RequestId":"r1","EventName":"aws:DISCONNECT_USER","Attributes":{"UserId":"bob","Reason":"Rude"},"SendTime":"2022-12-02T08:21:20Z"}',
    );
    expect(frame).to.deep.equal({
      type: 'userDisconnect',
      event: {
        id: 'IxTh2Ad9fZIr',
        requestId: 'r1',
        attributes: { UserId: 'bob', Reason: 'Rude' },
        sendTime: new Date('2022-12-02T08:21:20Z'),
        userId: 'bob',
        reason: 'Rude',
      },
    });
  });

  it('reads an error', () => {
    const text = '{"Type":"ERROR","Id":"IG5mcmlvdGlv","RequestId":"497f6eca","ErrorCode":400,"ErrorMessage":"Messages must be less than 240 chars"}';
    const frame = decodeFrame(text);
    expect(frame?.type === 'error' && frame.error).to.include({
      id: 'IG5mcmlvdGlv',
      requestId: '497f6eca',
      errorCode: 400,
      errorMessage: 'Messages must be less than 240 chars',
    });
  });

  it('lets a frame of a type it does not know pass', () => {
    expect(decodeFrame('{"Type":"PRESENCE","Id":"x"}')).to.equal(undefined);
  });

  const hostile: Record<string, unknown> = {
    'no text': new ArrayBuffer(2),
    'a list that would read as a frame': [message],
    nothing: '',
    'half a frame': message.slice(0, 60),
    'a number': '7',
    null: 'null',
    'an array': '[]',
    'a text': '"MESSAGE"',
    'no type': '{}',
    'a type that is no text': '{"Type":7}',
    'a message without id': changed(message, (frame) => delete frame['Id']),
    'a message with an empty id': changed(message, (frame) => (frame['Id'] = '')),
    'a message without content': changed(message, (frame) => delete frame['Content']),
    'content that is no text': changed(message, (frame) => (frame['Content'] = { toString: 'x' })),
    'no sender': changed(message, (frame) => delete frame['Sender']),
    'a sender that is null': changed(message, (frame) => (frame['Sender'] = null)),
    'a sender without user id': changed(message, (frame) => (frame['Sender'] = {})),
    'a date that is none': changed(message, (frame) => (frame['SendTime'] = 'yesterday')),
    'a date that is a number': changed(message, (frame) => (frame['SendTime'] = 1)),
    'an event without name': changed(event, (frame) => delete frame['EventName']),
    'a deletion of nothing': deletion('{}'),
    'a deletion without attributes': deletion('null'),
    'a deletion of no text': deletion('{"MessageId":{"a":1}}'),
    'an error without code': '{"Type":"ERROR","Id":"x"}',
    'an error with a code in words': '{"Type":"ERROR","Id":"x","ErrorCode":"400"}',
  };
  for (const [name, frame] of Object.entries(hostile)) {
    it(`refuses a frame with ${name}`, () => {
      expect(() => decodeFrame(frame)).to.throw(MalformedFrameError);
    });
  }

  it('SECURITY 13: says nothing of the contents of a frame that it refuses', () => {
    expect(() => decodeFrame('{"Type":"MESSAGE","Content":"my secret')).to.throw(MalformedFrameError).with.property('message', 'JSON');
  });

  it('ignores attributes that are no text', () => {
    const text = changed(message, (frame) => (frame['Attributes'] = { a: 'kept', b: 1, c: null, d: { e: 'f' }, g: ['h'] }));
    expect(messageOf(decodeFrame(text)).attributes).to.deep.equal({ a: 'kept' });
    for (const none of [[], ['x'], 'text', 7, true]) {
      expect(messageOf(decodeFrame(changed(message, (frame) => (frame['Attributes'] = none)))), String(none)).to.not.have.property('attributes');
    }
  });

  const pollution = [
    '{"__proto__":{"polluted":"yes"}}',
    '{"__proto__":"yes","a":"b"}',
    '{"constructor":{"prototype":{"polluted":"yes"}}}',
    '{"constructor":"x","prototype":"y","hasOwnProperty":"z","toString":"w","a":"b"}',
    '{"a":{"__proto__":{"polluted":"yes"}}}',
    '{"__proto__":{"toString":"x","then":"y"},"__defineGetter__":"z"}',
  ];
  for (const attributes of pollution) {
    it(`SECURITY 10: takes attributes ${attributes} without touching any prototype`, () => {
      const text = message.replace('{"custom":"value"}', attributes).replace('{"displayName":"Ann"}', attributes);
      const decoded = messageOf(decodeFrame(text));
      for (const taken of [decoded.attributes!, decoded.sender.attributes!]) {
        expect(Object.getPrototypeOf(taken)).to.equal(Object.prototype);
        expect(Object.keys(taken)).not.to.include('__proto__');
        expect(Object.values(taken).every((value) => typeof value === 'string')).to.equal(true);
      }
      expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    });
  }

  it('SECURITY 10: does not read a frame out of a prototype that the frame brought along', () => {
    expect(() => decodeFrame(`{"__proto__":${message}}`)).to.throw(MalformedFrameError);
    expect(() => decodeFrame(message.replace('"Sender":', '"__proto__":'))).to.throw(MalformedFrameError);
  });

  it('SECURITY 9 and 11: reads a frame of 65,536 characters, and refuses one that is longer without a look at it', () => {
    const attributes = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`key${index}`, 'value']));
    const framed = (length: number) => changed(message, (frame) => Object.assign(frame, { Content: 'x'.repeat(length), Attributes: attributes }));
    const longest = framed(65_536 - framed(0).length);
    expect(longest).to.have.length(65_536);
    expect(Object.keys(messageOf(decodeFrame(longest)).attributes!)).to.have.length(2_000);
    const tooLong = [65_536, 1_000_000, 8_000_000].map(framed);
    const { parse } = JSON;
    let reads = 0;
    JSON.parse = (text) => (reads++, parse(text) as unknown);
    try {
      for (const text of tooLong) expect(() => decodeFrame(text)).to.throw(MalformedFrameError);
    } finally {
      JSON.parse = parse;
    }
    expect(reads).to.equal(0);
  });

  it('SECURITY 9: reads a hostile date of 100,000 characters in less than 30 ms', () => {
    for (const date of ['.'.repeat(100_000), '1'.repeat(100_000), '2022-12-02T08:21:20.' + '0'.repeat(100_000) + 'Z']) {
      const text = changed(message, (frame) => (frame['SendTime'] = date));
      const read = () => {
        try {
          decodeFrame(text);
        } catch (error) {
          expect(error).to.be.instanceOf(MalformedFrameError);
        }
      };
      expect(quickest(read)).to.be.below(30);
    }
  });
});

describe('What is said of a malformed frame', () => {
  for (const [field, frame] of [
    ['ErrorCode', { Type: 'ERROR', ErrorCode: '403' }],
    ['Type', { Type: 7 }],
    ['Id', { Type: 'MESSAGE', Id: '' }],
    ['Id', { Type: 'MESSAGE', Id: 7 }],
    ['EventName', { Type: 'EVENT', Id: 'E1' }],
    ['SendTime', { Type: 'MESSAGE', Id: 'M1', SendTime: 'soon' }],
    ['SendTime', { Type: 'MESSAGE', Id: 'M1', SendTime: 7 }],
    ['Content', { Type: 'MESSAGE', Id: 'M1', SendTime: '2022-12-02T08:21:20Z' }],
    ['UserId', { Type: 'MESSAGE', Id: 'M1', SendTime: '2022-12-02T08:21:20Z', Content: 'x', Sender: {} }],
    ['Sender', { Type: 'MESSAGE', Id: 'M1', SendTime: '2022-12-02T08:21:20Z', Content: 'x', Sender: null }],
    ['MessageId', { Type: 'EVENT', EventName: 'aws:DELETE_MESSAGE', Id: 'E1', SendTime: '2022-12-02T08:21:20Z' }],
    ['UserId', { Type: 'EVENT', EventName: 'aws:DISCONNECT_USER', Id: 'E1', SendTime: '2022-12-02T08:21:20Z' }],
    ['JSON', []],
  ] as const) {
    it(`is that ${field} is missing: ${JSON.stringify(frame)}`, () => {
      expect(() => decodeFrame(JSON.stringify(frame))).to.throw(MalformedFrameError, new RegExp(`^${field}$`));
    });
  }

  it('is nothing of what it holds: other types under optional names count as absent', () => {
    const frame = { Type: 'ERROR', ErrorCode: 400, ErrorMessage: 7, Id: {}, RequestId: [] };
    const { error } = decodeFrame(JSON.stringify(frame)) as { readonly error: ChatRequestError };
    expect([error.message, error.id, error.requestId]).to.deep.equal(['', '', undefined]);
  });
});

describe('Writing requests', () => {
  it('writes a message', () => {
    expect(encodeRequest(new SendMessageRequest('Hi', { custom: 'value' }, 'r1'))).to.equal(
      '{"Action":"SEND_MESSAGE","RequestId":"r1","Content":"Hi","Attributes":{"custom":"value"}}',
    );
  });

  it('leaves out what was not given', () => {
    expect(encodeRequest(new SendMessageRequest('Hi', undefined, 'r1'))).to.equal('{"Action":"SEND_MESSAGE","RequestId":"r1","Content":"Hi"}');
    expect(encodeRequest(new DeleteMessageRequest('M2YcHkgffEvU', undefined, 'r1'))).to.equal(
      '{"Action":"DELETE_MESSAGE","RequestId":"r1","Id":"M2YcHkgffEvU"}',
    );
  });

  it('writes a deletion and a disconnection with their reasons', () => {
    expect(encodeRequest(new DeleteMessageRequest('M2YcHkgffEvU', 'Spam', 'r1'))).to.equal(
      '{"Action":"DELETE_MESSAGE","RequestId":"r1","Id":"M2YcHkgffEvU","Reason":"Spam"}',
    );
    expect(encodeRequest(new DisconnectUserRequest('bob', 'Rude', 'r1'))).to.equal(
      '{"Action":"DISCONNECT_USER","RequestId":"r1","UserId":"bob","Reason":"Rude"}',
    );
  });

  it('takes null for absent, as plain scripts write it', () => {
    const fields = { requestId: 'r1', attributes: null, reason: null };
    expect(encodeRequest({ ...fields, action: 'SEND_MESSAGE', content: 'Hi' } as unknown as SendMessageRequest)).to.equal(
      '{"Action":"SEND_MESSAGE","RequestId":"r1","Content":"Hi"}',
    );
    expect(encodeRequest({ ...fields, action: 'DELETE_MESSAGE', id: 'M1' } as unknown as DeleteMessageRequest)).to.equal(
      '{"Action":"DELETE_MESSAGE","RequestId":"r1","Id":"M1"}',
    );
  });

  it('gives every request an id of its own', () => {
    expect(new SendMessageRequest('Hi').requestId).to.match(/^[\da-z]{9,}$/).and.not.equal(new SendMessageRequest('Hi').requestId);
  });

  it('writes lone surrogates so that every server can read them', () => {
    expect(encodeRequest(new SendMessageRequest('\ud800', undefined, 'r1'))).to.include('"\\ud800"');
  });

  const wrong: [string, unknown, RegExp][] = [
    ['content that is no text', { action: 'SEND_MESSAGE', requestId: 'r', content: 7 }, /content must be a string, not number/],
    ['no content', { action: 'SEND_MESSAGE', requestId: 'r' }, /content must be a string, not undefined/],
    ['attributes that are a text', { action: 'SEND_MESSAGE', requestId: 'r', content: '', attributes: 'x' }, /attributes must be an object/],
    ['an attribute that is a number', { action: 'SEND_MESSAGE', requestId: 'r', content: '', attributes: { a: 1 } }, /attributes\.a must be a string, not number/],
    ['a request id that is a number', { action: 'SEND_MESSAGE', requestId: 7, content: '' }, /requestId must be a string/],
    ['no id to delete', { action: 'DELETE_MESSAGE', requestId: 'r' }, /id must be a string/],
    ['a reason that is an object', { action: 'DELETE_MESSAGE', requestId: 'r', id: 'x', reason: {} }, /reason must be a string/],
    ['a reason that is a number', { action: 'DISCONNECT_USER', requestId: 'r', userId: 'x', reason: 7 }, /^reason must be a string/],
    ['no user to disconnect', { action: 'DISCONNECT_USER', requestId: 'r' }, /userId must be a string/],
  ];
  for (const [name, request, sentence] of wrong) {
    it(`refuses ${name} before anything is sent`, () => {
      expect(() => encodeRequest(request as ChatRequest)).to.throw(TypeError, sentence);
    });
  }
});

/** The best of five runs, in ms: what the code takes, not what else the machine is doing. */
function quickest(run: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}
