import type { WebHandler } from './json-endpoint.js';

/** What is used of a Lambda function URL's event (payload format 2.0, which API Gateway's HTTP APIs send too). */
export interface LambdaEvent {
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly domainName: string; readonly http: { readonly method: string } };
}

export interface LambdaResult {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly cookies?: string[];
  readonly body: string;
}

/**
 * Makes a web-standard handler the handler of a Lambda function URL. Leave the URL's own CORS settings off: the endpoint
 * answers preflights itself, and two answers in one are refused by browsers.
 */
export function toLambdaHandler(handler: WebHandler): (event: LambdaEvent) => Promise<LambdaResult> {
  return async (event) => {
    const response = await handler(toRequest(event));
    const cookies = response.headers.getSetCookie();
    const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie'));
    return { statusCode: response.status, headers, ...(cookies.length > 0 && { cookies }), body: await response.text() };
  };
}

function toRequest({ rawPath, rawQueryString, headers, cookies, body, isBase64Encoded, requestContext }: LambdaEvent): Request {
  const { domainName, http } = requestContext;
  const url = `https://${domainName}${rawPath}${rawQueryString ? `?${rawQueryString}` : ''}`;
  const entries = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const request = new Headers(entries);
  if (cookies !== undefined && cookies.length > 0) request.set('Cookie', cookies.join('; '));
  return new Request(url, {
    method: http.method,
    headers: request,
    ...(body !== undefined && http.method !== 'GET' && http.method !== 'HEAD' && { body: isBase64Encoded ? bytesOf(body) : body }),
  });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
