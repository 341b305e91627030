import { expect } from '@open-wc/testing';
import { imageAddress } from './image-address.js';

const cdn = 'https://cdn.example';
const origins = new Set([cdn, 'https://img.example:8443', 'http://plain.example', location.origin, 'null']);

describe('SECURITY 6: pictures', () => {
  const good = [
    `${cdn}/a.png`, `${cdn}/a.svg`, `${cdn}/`, cdn, `${cdn}/a/b/../c.webp`, `${cdn}/a?b=c#d`, 'HTTPS://CDN.EXAMPLE/a', 'https://cdn.example:443/a', 'https://img.example:8443/a', `${cdn}/%2e%2e/a`,
    `${location.origin}/a.png`, '/a.png', 'a.png', './a.png', '//plain.example/a.png', 'http://plain.example/a.png', '?x', '#x', 'https:\\\\cdn.example\\a.png', ' /a.png ',
  ];
  const bad = [
    'https://evil.example/a.png', 'https://cdn.example.evil.example/a', 'https://evil.example/cdn.example', 'https://cdn.example@evil.example/a', 'https://user@cdn.example/a', 'https://u:p@cdn.example/a',
    'https://cdn.example:444/a', 'https://img.example/a', 'http://cdn.example/a', 'http://img.example:8443/a', '//evil.example/a.png', '\\\\evil.example\\a.png', '/\\evil.example/a', 'https:\\\\evil.example',
    'data:image/png;base64,iVBORw0KGgo=', 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'DATA:image/gif;base64,R0lGODlh', 'data:,', 'blob:https://cdn.example/0f3b',
    `blob:${location.origin}/0f3b`, 'filesystem:https://cdn.example/a', 'file:///etc/passwd', 'javascript:alert(1)', 'java\tscript:alert(1)', 'vbscript:x', 'ftp://cdn.example/a.png', 'about:blank', 'ws://cdn.example',
    'https:a', 'https://', 'https://?', 'https://cdn.example:99999/', 'https://cdn.\u200bexample.evil.example/', 'https://сdn.example/a', 'https://cdn。example.evil/a', `${cdn}/${'a'.repeat(2_100)}`, 'http://[::1', '',
  ].filter((address) => address !== '');
  const none: readonly unknown[] = [undefined, null, 7, {}, [], [`${cdn}/a.png`], Symbol('x'), new URL(`${cdn}/a.png`), true];

  it('come from a listed origin, and not over plain http, except from the page of this machine itself', () => {
    expect(good.filter((address) => imageAddress(address, origins) === undefined)).to.deep.equal([]);
    expect(bad.filter((address) => imageAddress(address, origins) !== undefined)).to.deep.equal([]);
    for (const address of none) expect(imageAddress(address, origins), String(address)).to.equal(undefined);
  });

  it('come from the page’s own origin where it lists none, and from nowhere with an empty list', () => {
    expect(imageAddress('/a.png', undefined)).to.equal(`${location.origin}/a.png`);
    for (const address of [`${cdn}/a.png`, 'data:image/png,', 'https://evil.example/a.png', `blob:${location.origin}/0f3b`]) expect(imageAddress(address, undefined), address).to.equal(undefined);
    for (const address of ['/a.png', ...good]) expect(imageAddress(address, new Set()), address).to.equal(undefined);
  });
});
