import { EndpointError } from './endpoint-error.js';
import { quote } from './log.js';

interface AwsProblem {
  readonly status: number;
  readonly hint: (operation: string) => string;
}

/** AWS spreads its limits over one second. */
const throttledRetryAfterSeconds = 2;

const credentials: AwsProblem = {
  status: 500,
  hint: () => 'Check the AWS credentials that the server runs with.',
};
const throttled: AwsProblem = {
  status: 429,
  hint: (operation) => `The account's quota for ${operation} is used up (200 tokens a second by default).`,
};

const problems: Readonly<Record<string, AwsProblem>> = {
  ThrottlingException: throttled,
  TooManyRequestsException: throttled,
  AccessDeniedException: {
    status: 500,
    hint: (operation) => `Allow ivschat:${operation} on the room's ARN in the IAM policy of the server.`,
  },
  PendingVerification: { status: 500, hint: () => 'The AWS account is still being verified.' },
  ResourceNotFoundException: {
    status: 404,
    hint: () => "Check the room's ARN, and that the client's region is the one in the ARN.",
  },
  ValidationException: { status: 500, hint: () => 'AWS refused the fields of the request.' },
  CredentialsProviderError: credentials,
  ExpiredTokenException: credentials,
  IncompleteSignatureException: credentials,
  InvalidSignatureException: credentials,
  MissingAuthenticationTokenException: credentials,
  UnrecognizedClientException: credentials,
};

/**
 * An AWS call's failure as an answer. Of failures that are not the service's own words (network, parsing) only class and code
 * are logged, because their messages may quote the answer, and with it a token.
 */
export function awsRefusal(operation: string, error: unknown): EndpointError {
  const { name, message, code } = facts(error);
  const problem = Object.hasOwn(problems, name) ? problems[name] : undefined;
  const what = `${operation} failed: ${name}`;
  if (problem === undefined) {
    return new EndpointError(503, code === undefined ? what : `${what} (${code})`, { cause: error });
  }
  return new EndpointError(problem.status, `${what}: ${quote(message)}. ${problem.hint(operation)}`, {
    cause: error,
    ...(problem === throttled && { retryAfterSeconds: throttledRetryAfterSeconds }),
  });
}

function facts(error: unknown): { name: string; message: string; code: string | undefined } {
  if (!(error instanceof Error)) return { name: 'Error', message: '', code: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name: tame(error.name), message: error.message, code: code === undefined ? undefined : tame(code) };
}

/** Names are words; anything else in their place does not reach the log. */
function tame(name: string): string {
  return /^\w{1,64}$/.test(name) ? name : 'Error';
}
