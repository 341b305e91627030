export const room = 'arn:aws:ivschat:us-west-2:123456789012:room/FirstRoom';
export const secondRoom = 'arn:aws:ivschat:us-west-2:123456789012:room/SecondRoom';
export const foreignRoom = 'arn:aws:ivschat:us-west-2:123456789012:room/SomebodyElses';
export const page = 'https://www.example.com';

/** A request as a browser on the endpoint's own page makes it; `session` is the signed-in user's name. */
export function post(
  body: unknown = {},
  { session = 'ada', headers = {}, path = '/chat/token' }: { session?: string; headers?: Record<string, string | null>; path?: string } = {},
): Request {
  const all: Record<string, string | null> = {
    Host: 'www.example.com',
    Origin: page,
    'Sec-Fetch-Site': 'same-origin',
    'Content-Type': 'application/json',
    Cookie: session === '' ? null : `session=${session}`,
    ...headers,
  };
  return new Request(`${page}${path}`, {
    method: 'POST',
    headers: Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null),
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  });
}

export const sessionOf = (request: Request): string | undefined => /(?:^|; )session=(\w+)/.exec(request.headers.get('Cookie') ?? '')?.[1];

export async function answerOf(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}
