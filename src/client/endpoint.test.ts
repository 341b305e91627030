import { expect } from 'chai';
import { socketUrl } from './endpoint.js';
import { ChatEndpointError } from './errors.js';

describe('Where to connect', () => {
  for (const region of ['us-east-1', 'us-west-2', 'ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'eu-central-1', 'eu-west-1', 'us-gov-west-1', 'me-central-12']) {
    it(`knows the region ${region}`, () => {
      expect(socketUrl(region)).to.equal(`wss://edge.ivschat.${region}.amazonaws.com`);
    });
  }

  for (const url of ['wss://chat.example/', 'wss://chat.example:8443/path?room=1', 'WSS://chat.example/', 'wss://[2001:db8::1]/']) {
    it(`connects to ${url}`, () => {
      expect(socketUrl(url)).to.equal(new URL(url).href);
    });
  }

  for (const url of ['ws://localhost:8080/', 'ws://127.0.0.1:9/', 'ws://127.1.2.3/', 'ws://[::1]:8080/', 'ws://room.localhost/']) {
    it(`SECURITY 15: connects to ${url} without encryption, on this machine`, () => {
      expect(socketUrl(url)).to.equal(url);
    });
  }

  const plain = [
    'ws://chat.example/',
    'ws://10.0.0.1/',
    'ws://192.168.1.1/',
    'ws://0.0.0.0/',
    'ws://localhost.evil.example/',
    'ws://127.0.0.1.evil.example/',
    'ws://evil127.0.0.1/',
    'ws://notlocalhost/',
    'ws://[::2]/',
    'WS://chat.example/',
  ];
  for (const url of plain) {
    it(`SECURITY 15: refuses ${url}, which is not encrypted`, () => {
      expect(() => socketUrl(url)).to.throw(ChatEndpointError);
    });
  }

  const injections: unknown[] = [
    'evil/x', 'evil.example/us-west-2', 'us-west-2/', 'us-west-2.evil.example', 'us-west-2@evil.example', 'a@b', 'x#y', 'x?y', 'us-west-2#', 'us-west-2?x',
    'us-west-2:80', 'us-west-2\n', '\nus-west-2', ' us-west-2', 'us-west-2 ', 'us-west-2\0', 'us..west-2', '.us-west-2', 'us-west-2.', '..', 'us-west', '-2',
    'US-WEST-2', 'uѕ-west-2', 'us-west-２', 'us-west-2%2f', 'us-west-999', '', ' ', 'localhost', 'javascript:alert(1)', 'http://chat.example/',
    'https://chat.example/', 'data:text/plain,x', 'file:///etc/passwd', '//chat.example/', 'wss:', 'wss:chat.example', 'wss:/chat.example', 'wss:///chat.example',
    'wss:\\\\chat.example', 'wss://chat.example\\@evil.example', 'wss://chat.example#x', 'wss://chat.example/#', 'wss://user@chat.example/',
    'wss://user:pass@chat.example/', 'wss://:pass@chat.example/', 'wss://@chat.example/', 'wss://us-west-2@evil.example/', 'w\nss://chat.example/',
    'wss://chat\t.example/', 'wss://chat.example/\r\nx', ' wss://chat.example/', 'wss://ch\u200bat.example/', 'wss://сhat.example/', 'wss://\u202echat.example/',
    'wss://chat.example:99999/', 'wss://[::1', 'wss://%00/', 'wss://a b/', null, undefined, 7, {}, ['us-west-2'], Symbol('us-west-2'),
  ];
  for (const injection of injections) {
    it(`SECURITY 16: refuses ${typeof injection === 'string' ? JSON.stringify(injection) : `${typeof injection} ${String(injection)}`}`, () => {
      expect(() => socketUrl(injection)).to.throw(ChatEndpointError);
    });
  }

  it('SECURITY 16: does not repeat a password in its error', () => {
    expect(() => socketUrl('wss://user:hunter2@chat.example/')).to.throw(ChatEndpointError).and.satisfy((error: Error) => !error.message.includes('hunter2'));
  });
});
