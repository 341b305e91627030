import { foreignRoom, secondRoom } from './requests.js';

/** A request that wants more than it should get. Headers in pairs, so that one may come twice. */
export interface HostileRequest {
  readonly name: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** The status it must get, whoever sends it signed in. */
  readonly status: number;
}

type Headers = readonly (readonly [string, string])[];
const json: Headers = [['Content-Type', 'application/json']];
const all = ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'];

/** @param origin The endpoint's own, such as `http://127.0.0.1:8080`. */
export function hostileRequests(origin: string): HostileRequest[] {
  const own: Headers = [['Origin', origin], ...json];
  const as = (status: number, headers: Headers, body: string, name: string, method = 'POST'): HostileRequest => ({ name, method, headers, body, status });

  const forgedIds = ['admin', 'mod', '__proto__', 'constructor', 'ada\u0000mod', 'MOD', ' mod', 'mod ', 'm\u200bod', 'а', '', 'x'.repeat(129), 0, 1, true, null, ['mod'], { toString: 'mod' }, 'mod\r\nX-User: mod', '"mod"', '../mod', 'mod%00', '<b>mod</b>', "mod' OR 1=1 --"];
  const idFields = ['userId', 'user_id', 'UserId', 'sub'];
  const ids = forgedIds.flatMap((id, at) => {
    const field = idFields[at % idFields.length]!;
    return [as(200, own, JSON.stringify({ userId: id, [field]: id, token: { userId: id } }), `forged ${field} ${JSON.stringify(id)}`)];
  });

  const forgedCapabilities: unknown[] = [all, all.slice(1), ['ADMIN'], ['*'], 'DELETE_MESSAGE', 'SEND_MESSAGE,DELETE_MESSAGE', { 0: 'DELETE_MESSAGE', length: 1 }, [['DELETE_MESSAGE']], null, 7, true, Array(2000).fill('X')];
  const capabilities = ['capabilities', 'Capabilities'].flatMap((field) =>
    forgedCapabilities.map((value) => as(200, own, JSON.stringify({ [field]: value }), `${field} ${JSON.stringify(value).slice(0, 40)}`)),
  );

  const refusedRooms: [unknown, number][] = [
    [foreignRoom, 403], ['*', 403], ['SecondRoom', 403], [`${secondRoom}/`, 403], [` ${secondRoom}`, 403], [`${secondRoom}\n`, 403], [`${secondRoom}\u0000`, 403],
    [secondRoom.toUpperCase(), 403], [secondRoom.replace('us-west-2', 'us-east-1'), 403], [secondRoom.replace('123456789012', '210987654321'), 403],
    ['arn:aws:ivschat:us-west-2:123456789012:room/*', 403], [`${secondRoom}?x`, 403], [encodeURIComponent(secondRoom), 403], [`${secondRoom},${foreignRoom}`, 403], ['\ud800', 403], ['__proto__', 403], ['constructor', 403], ['../FirstRoom', 403], ['x'.repeat(128), 403],
    ['x'.repeat(129), 400], [0, 400], [1, 400], [true, 400], [false, 400], [[secondRoom], 400], [{ toString: secondRoom }, 400],
  ];
  const rooms = refusedRooms.map(([value, status]) => as(status, own, JSON.stringify({ roomIdentifier: value }), `room ${JSON.stringify(value).slice(0, 70)}`));
  const roomAliases = ['room', 'arn', 'roomArn', 'RoomIdentifier', 'roomId'].map((field) =>
    as(200, own, JSON.stringify({ [field]: foreignRoom }), `room as ${field}`),
  );

  const attributes = [{ displayName: 'Admin' }, { role: 'moderator', badges: 'staff' }, { x: 'y'.repeat(2000) }, { __proto__: null, color: 'red' }, ['a'], 'role=moderator', 5, null].flatMap((value) =>
    ['attributes', 'Attributes'].map((field) => as(200, own, JSON.stringify({ [field]: value }), `${field} ${JSON.stringify(value).slice(0, 40)}`)),
  );
  const durations = [180, 1e9, -1, 0, 0.5, '180', null, [180]].map((value) =>
    as(200, own, JSON.stringify({ sessionDurationInMinutes: value, durationInMinutes: value }), `duration ${JSON.stringify(value)}`),
  );

  const prototypeKeys = [
    `{"__proto__":{"roomIdentifier":"${foreignRoom}","userId":"mod","polluted":true}}`,
    '{"__proto__":{"capabilities":["DELETE_MESSAGE"]}}',
    '{"constructor":{"prototype":{"polluted":true,"capabilities":["DELETE_MESSAGE"]}}}',
    '{"__proto__":null}',
    '{"__proto__":{"__proto__":{"polluted":true}}}',
    '{"toString":"x","valueOf":"y","hasOwnProperty":"z","toJSON":{"userId":"mod"}}',
    '{"then":"x"}',
    '{"__defineGetter__":1,"__lookupGetter__":2}',
    '{"\\u005f\\u005fproto__":{"userId":"mod","polluted":true}}',
  ].map((body) => as(200, own, body, `prototype keys ${body.slice(0, 60)}`));

  const duplicateKeys: HostileRequest[] = [
    as(403, own, `{"roomIdentifier":"${secondRoom}","roomIdentifier":"${foreignRoom}"}`, 'room twice, foreign last'),
    as(403, own, `{"roomIdentifier":"","roomIdentifier":"${foreignRoom}"}`, 'room twice, empty first'),
    as(400, own, `{"roomIdentifier":"${secondRoom}","roomIdentifier":{}}`, 'room twice, object last'),
    as(200, own, '{"userId":"ada","userId":"mod"}', 'user twice'),
    as(200, own, '{"capabilities":[],"capabilities":["DELETE_MESSAGE"]}', 'capabilities twice'),
    as(200, own, '{"attributes":{"role":"x","role":"moderator"}}', 'an attribute twice'),
  ];

  const noJson = ['', 'text/plain', 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/html', 'application/jsonp', 'application/json-patch+json', 'text/json', 'application/json/x', 'x application/json', 'application/octet-stream', 'application/xml', 'text/plain, application/json', 'application/json, text/plain', '*/*'];
  const contentTypes = noJson.map((type) => as(415, [['Origin', origin], ...(type === '' ? [] : [['Content-Type', type] as const])], '{}', `type "${type}"`));

  const { port } = new URL(origin);
  const badOrigins = ['https://evil.example', 'null', 'NULL', `${origin}/`, `${origin}.evil.example`, `http://127.0.0.1.evil.example:${port}`, `http://localhost:${port}`, 'http://127.0.0.1', 'http://127.0.0.1:1', `ftp://127.0.0.1:${port}`, `http://evil@127.0.0.1:${port}`, `http://127.0.0.1:${port}#x`, `http://127.0.0.1:${port}?x`, 'file://', '*', 'undefined', '//127.0.0.1', 'javascript:0', 'http://', `http://[::1]:${port}`, `http://0x7f000001:${port}`, 'x'.repeat(2000)];
  const origins = badOrigins.map((value) => as(403, [['Origin', value], ...json], '{}', `origin ${value.slice(0, 50)}`));
  const sites = ['cross-site', 'same-site', 'none', '', 'same-origin-ish', 'SAME-ORIGIN'].map((site) => as(403, [['Sec-Fetch-Site', site], ...own], '{}', `Sec-Fetch-Site "${site}"`));
  const twice: HostileRequest[] = [
    as(403, json, '{}', 'no origin'),
    as(403, [['Sec-Fetch-Site', 'same-origin'], ['Sec-Fetch-Site', 'cross-site'], ...own], '{}', 'two sites'),
    as(403, [['Sec-Fetch-Site', 'same-origin'], ['Origin', 'null'], ...json], '{}', 'at home, but opaque'),
    as(403, [['Origin', 'https://evil.example'], ['X-Forwarded-Host', 'evil.example'], ...json], '{}', 'forwarded host'),
    as(403, [['Origin', 'https://evil.example'], ['Forwarded', 'host=evil.example'], ...json], '{}', 'forwarded'),
    as(403, [['Origin', 'https://evil.example'], ['Referer', `${origin}/`], ...json], '{}', 'referrer of the own page'),
  ];

  const methods = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'PURGE'].map((method) => as(405, [...own, ['X-HTTP-Method-Override', 'POST']], '', `method ${method}`, method));
  const preflights = ['https://evil.example', 'null'].map((value) =>
    as(403, [['Origin', value], ['Access-Control-Request-Method', 'POST'], ['Access-Control-Request-Headers', 'content-type']], '', `preflight from ${value}`, 'OPTIONS'),
  );

  const noObject = ['[]', 'null', 'true', '0', '"x"', '{', '}', '{}{}', '{,}', "{'a':1}", '{"a":1,}', '[{"roomIdentifier":"x"}]', 'NaN', '<xml/>', 'roomIdentifier=x', '\u0000', '{"a":"\n"}', '[[[[[[[[', '{"a":'.repeat(500)];
  const bodies = noObject.map((body) => as(400, own, body, `body ${JSON.stringify(body).slice(0, 40)}`));
  const sizes: HostileRequest[] = [
    as(413, own, JSON.stringify({ a: 'x'.repeat(16 * 1024) }), 'just over the limit'),
    as(413, own, JSON.stringify({ a: 'x'.repeat(300_000) }), '300 kB'),
    as(413, own, ' '.repeat(20_000), 'blanks'),
    as(413, own, `{"a":${'['.repeat(20_000)}`, 'deep'),
    as(200, own, `{"a":${'['.repeat(8000)}${']'.repeat(8000)}}`, '8,000 levels deep'),
    as(200, own, JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`k${at}`, at]))), '1,000 keys'),
  ];
  const headerTricks: HostileRequest[] = [
    ['X-User-Id', 'mod'], ['X-Forwarded-User', 'mod'], ['X-Capabilities', all.join()], ['Authorization', 'Bearer mod'], ['X-Amzn-Oidc-Identity', 'mod'], ['X-Room', foreignRoom],
  ].map(([name, value]) => as(200, [...own, [name!, value!]], '{}', `header ${name}`));

  return [
    ...ids, ...capabilities, ...rooms, ...roomAliases, ...attributes, ...durations, ...prototypeKeys, ...duplicateKeys,
    ...contentTypes, ...origins, ...sites, ...twice, ...methods, ...preflights, ...bodies, ...sizes, ...headerTricks,
  ];
}
