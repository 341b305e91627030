/** A request that reached the stubbed `fetch`. */
export interface StubbedCall {
  readonly url: string;
  readonly init: RequestInit;
  readonly body: unknown;
}

type Answer = (call: StubbedCall) => Response | Promise<Response>;

/** Stands in for the network of one path: every other request goes through. */
export class FetchStub {
  readonly calls: StubbedCall[] = [];
  answer: Answer;
  readonly #real = window.fetch;

  constructor(path: string, answer: Answer) {
    this.answer = answer;
    window.fetch = async (input, init = {}) => {
      const url = String(input);
      if (!url.includes(path)) return this.#real.call(window, input, init);
      const call = { url, init, body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined };
      this.calls.push(call);
      return this.answer(call);
    };
  }

  restore(): void {
    window.fetch = this.#real;
  }
}

/** An answer like a server's: `Response` alone would always add a type to text. */
export function respond(status: number, body: string | null, type?: string, headers: Record<string, string> = {}): Response {
  const bytes = body === null ? null : new TextEncoder().encode(body);
  return new Response(bytes, { status, headers: type === undefined ? headers : { 'Content-Type': type, ...headers } });
}

export function respondJson(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return respond(status, JSON.stringify(value), 'application/json', headers);
}
