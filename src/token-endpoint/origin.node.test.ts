import { expect } from 'chai';
import { createOriginRule } from './origin.js';

describe('createOriginRule without a list', () => {
  const rule = createOriginRule(undefined);
  const cases: [string, Record<string, string>, boolean][] = [
    ['the own page', { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://a.example', Host: 'a.example' }, true],
    ['the own page, behind a proxy that changes Host', { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://a.example', Host: 'backend:3000' }, true],
    ['the own page without Origin', { 'Sec-Fetch-Site': 'same-origin', Host: 'a.example' }, true],
    ['the own page on plain http', { Origin: 'http://a.example', Host: 'a.example' }, true],
    ['the own page behind a proxy that ends TLS', { Origin: 'https://a.example', Host: 'a.example' }, true],
    ['the own page, default port written out', { Origin: 'https://a.example', Host: 'a.example:443' }, true],
    ['the own page on a port', { Origin: 'http://localhost:8080', Host: 'localhost:8080' }, true],
    ['the own page, Host in capitals', { Origin: 'https://a.example', Host: 'A.Example' }, true],
    ['another port', { Origin: 'http://localhost:8081', Host: 'localhost:8080' }, false],
    ['another host', { Origin: 'https://b.example', Host: 'a.example' }, false],
    ['a host that only begins alike', { Origin: 'https://a.example.evil.example', Host: 'a.example' }, false],
    ['a subdomain', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://x.a.example', Host: 'a.example' }, false],
    ['another scheme of the own host, as the browser sees it', { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://a.example', Host: 'a.example' }, false],
    ['an address bar', { 'Sec-Fetch-Site': 'none', Host: 'a.example' }, false],
    ['an unknown word', { 'Sec-Fetch-Site': 'same-origin, cross-site', Origin: 'https://a.example', Host: 'a.example' }, false],
    ['nobody', { Host: 'a.example' }, false],
    ['an opaque origin', { Origin: 'null', Host: 'a.example' }, false],
    ['an opaque origin that claims to be at home', { 'Sec-Fetch-Site': 'same-origin', Origin: 'null', Host: 'a.example' }, false],
    ['an extension', { Origin: 'chrome-extension://a.example', Host: 'a.example' }, false],
    ['a file', { Origin: 'file://', Host: 'a.example' }, false],
    ['an origin with a path', { Origin: 'https://a.example/', Host: 'a.example' }, false],
    ['an origin with a user', { Origin: 'https://a.example@evil.example', Host: 'evil.example' }, false],
    ['two origins', { Origin: 'https://a.example, https://b.example', Host: 'a.example' }, false],
    ['a Host with a path', { Origin: 'https://a.example', Host: 'a.example/x' }, false],
    ['a Host with a user', { Origin: 'https://a.example', Host: 'x@a.example' }, false],
    ['two Hosts', { Origin: 'https://a.example', Host: 'a.example, b.example' }, false],
    ['an empty Host', { Origin: 'https://a.example', Host: '' }, false],
  ];
  for (const [name, headers, admitted] of cases) {
    it(`${admitted ? 'admits' : 'refuses'} ${name}`, () => {
      expect(rule.admits(new Request('https://internal.example/token', { method: 'POST', headers }))).to.equal(admitted);
    });
  }

  it('goes by the address where no Host came along', () => {
    const asked = (Origin: string) => rule.admits(new Request('https://a.example/token', { method: 'POST', headers: { Origin } }));
    expect(asked('https://a.example')).to.equal(true);
    expect(asked('https://b.example')).to.equal(false);
  });
});

describe('createOriginRule with a list', () => {
  it('goes by the list alone', () => {
    const rule = createOriginRule(['https://a.example', 'http://localhost:5173']);
    const asked = (headers: Record<string, string>) => rule.admits(new Request('https://own.example/token', { method: 'POST', headers }));
    expect(asked({ Origin: 'https://a.example' })).to.equal(true);
    expect(asked({ Origin: 'http://localhost:5173' })).to.equal(true);
    expect(asked({ Origin: 'https://own.example', 'Sec-Fetch-Site': 'same-origin', Host: 'own.example' })).to.equal(false);
    expect(asked({ 'Sec-Fetch-Site': 'same-origin' })).to.equal(false);
  });

  it('admits nobody when it is empty', () => {
    const rule = createOriginRule([]);
    expect(rule.admits(new Request('https://a.example/', { headers: { Origin: 'https://a.example', Host: 'a.example' } }))).to.equal(false);
    expect(rule.admits(new Request('https://a.example/'))).to.equal(false);
  });
});
