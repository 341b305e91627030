import { EndpointError } from './endpoint-error.js';

/** A request's JSON object without a prototype, so that reading a field never finds an inherited one. Nothing in it is trusted. */
export type RequestBody = Readonly<Record<string, unknown>>;

/** Bytes. A page sends a room identifier and a few fields of its own. */
export const maxBodyBytes = 16 * 1024;

/**
 * Reads a copy of the body, so that the request can be read once more.
 * @throws EndpointError 400, 413 or 415.
 */
export async function readBody(request: Request): Promise<RequestBody> {
  const type = request.headers.get('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase();
  // No form and no beacon can send this type to another origin without a preflight.
  if (type !== 'application/json') throw new EndpointError(415);
  if (Number(request.headers.get('Content-Length') ?? 0) > maxBodyBytes) throw new EndpointError(413);
  const text = await readText(request.clone());
  return text.trim() === '' ? toBody({}) : toBody(parse(text));
}

async function readText({ body }: Request): Promise<string> {
  if (body === null) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => Promise.reject(new EndpointError(400)));
    if (done) return text + decode(() => decoder.decode());
    bytes += value.byteLength;
    if (bytes > maxBodyBytes) {
      void reader.cancel().catch(() => undefined);
      throw new EndpointError(413);
    }
    text += decode(() => decoder.decode(value, { stream: true }));
  }
}

function decode(read: () => string): string {
  try {
    return read();
  } catch (cause) {
    throw new EndpointError(400, '', { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the body.
    throw new EndpointError(400);
  }
}

function toBody(value: unknown): RequestBody {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new EndpointError(400);
  return Object.assign(Object.create(null) as Record<string, unknown>, value);
}

/**
 * A text field of 1 to `maxLength` code points; absent, `null` and empty are `undefined`.
 * @throws EndpointError 400 for anything else.
 */
export function textField(body: RequestBody, name: string, maxLength: number): string | undefined {
  const value = body[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string' || [...value].length > maxLength) throw new EndpointError(400);
  return value;
}

/** The same for a field that must be there. */
export function requiredTextField(body: RequestBody, name: string, maxLength: number): string {
  const value = textField(body, name, maxLength);
  if (value === undefined) throw new EndpointError(400);
  return value;
}
