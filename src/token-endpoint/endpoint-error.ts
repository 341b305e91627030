const answers: Readonly<Record<number, string>> = {
  400: 'The request makes no sense.',
  401: 'Sign in first.',
  403: 'Not allowed.',
  404: 'Not found.',
  405: 'Use POST.',
  413: 'The request is too large.',
  415: 'Send JSON.',
  429: 'Too many requests.',
  503: 'Try again later.',
};

/**
 * Why a request gets no result. The caller learns the status and a fixed sentence; `message`, which may hold a hint for the
 * page's owner, goes to the server's log only.
 */
export class EndpointError extends Error {
  override readonly name = 'EndpointError';
  /** The HTTP status of the answer. */
  readonly status: number;
  /** Whole seconds after which the same request can succeed; absent when nobody knows. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, message = '', options: ErrorOptions & { readonly retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.status = status;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** What the caller may read. */
  get answer(): string {
    return answers[this.status] ?? 'Something went wrong.';
  }
}
