import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Stands where AWS would, writes down what arrives, and answers what it is told. */
export async function recordAws(answer: () => { readonly status: number; readonly headers?: Record<string, string>; readonly body: string }) {
  const calls: RecordedCall[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      calls.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      const { status, headers = {}, body: text } = answer();
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(text);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  return {
    calls,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => server.close(done)),
  };
}

/** The SigV4 signature that this request must have, computed from the AWS documentation's recipe and nothing of the SDK. */
export function signatureOf(call: RecordedCall, secretKey: string): string {
  const { scope, signedHeaders } = authorizationOf(call);
  const [date = '', region = '', service = '', end = ''] = scope.split('/');
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const headers = signedHeaders.map((name) => `${name}:${String(call.headers[name]).trim().replace(/ +/g, ' ')}\n`).join('');
  const canonical = [call.method, call.path, '', headers, signedHeaders.join(';'), sha256(call.body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', call.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [region, service, end].reduce<Buffer>((last, part) => hmac(last, part), hmac(`AWS4${secretKey}`, date));
  return hmac(key, toSign).toString('hex');
}

export function authorizationOf({ headers }: RecordedCall) {
  const [, accessKeyId = '', scope = '', signed = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=(\w+)\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)$/.exec(headers.authorization ?? '') ?? [];
  return { accessKeyId, scope, signedHeaders: signed.split(';'), signature };
}
