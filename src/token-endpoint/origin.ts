/** Which pages may call an endpoint, and what their browsers are told about it. */
export interface OriginRule {
  /** Whether the page that made this request may. Requests that name no page at all are refused. */
  admits(request: Request): boolean;
  /** CORS headers for an answer to this request, admitted or not. */
  headers(request: Request): Record<string, string>;
}

const exposed = { 'Access-Control-Expose-Headers': 'Retry-After, Date' };

/**
 * @param allowedOrigins Origins as browsers write them (`https://www.example.com`), or `*`; absent: the endpoint's own origin.
 * @throws TypeError for an entry that is neither.
 */
export function createOriginRule(allowedOrigins: readonly string[] | undefined): OriginRule {
  if (allowedOrigins === undefined) return { admits: isSameOrigin, headers: () => ({ ...exposed }) };
  for (const origin of allowedOrigins) {
    if (origin !== '*' && !isWebOrigin(origin)) {
      throw new TypeError(`allowedOrigins: expected an origin such as "https://www.example.com" or "*", got ${JSON.stringify(origin)}.`);
    }
  }
  return allowedOrigins.includes('*') ? anyOrigin : listedOrigins(new Set(allowedOrigins));
}

const anyOrigin: OriginRule = {
  admits: (request) => isWebOrigin(request.headers.get('Origin')),
  headers: () => ({ ...exposed, 'Access-Control-Allow-Origin': '*' }),
};

function listedOrigins(origins: ReadonlySet<string>): OriginRule {
  const admits = (request: Request) => origins.has(request.headers.get('Origin') ?? '');
  return {
    admits,
    headers: (request) => ({
      ...exposed,
      Vary: 'Origin',
      ...(admits(request) && {
        'Access-Control-Allow-Origin': request.headers.get('Origin')!,
        'Access-Control-Allow-Credentials': 'true',
      }),
    }),
  };
}

/**
 * Browsers compute `Sec-Fetch-Site` from the address they see, so it is right behind any proxy; they leave it out on plain http.
 * There the Origin's host is held against Host, without schemes: behind a proxy that ends TLS the two differ.
 */
function isSameOrigin({ headers, url }: Request): boolean {
  const origin = headers.get('Origin');
  if (origin !== null && !isWebOrigin(origin)) return false;
  const site = headers.get('Sec-Fetch-Site');
  if (site !== null) return site === 'same-origin';
  if (origin === null) return false;
  const { host, protocol } = new URL(origin);
  return host === hostOf(headers.get('Host') ?? new URL(url).host, protocol);
}

/** The host without the scheme's default port. */
function hostOf(host: string, protocol: string): string | undefined {
  const address = `${protocol}//${host}`;
  return /[\s/\\?#@,]/.test(host) || !URL.canParse(address) ? undefined : new URL(address).host;
}

/** `null`, opaque and malformed origins are no origins, nor are patterns. */
function isWebOrigin(origin: string | null): boolean {
  return origin !== null && /^https?:[^*]+$/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
}
