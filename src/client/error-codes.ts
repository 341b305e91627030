/** The `errorCode` of a refused request, as the service documents them. */
export const chatErrorCodes = {
  /** The request is malformed. */
  badRequest: 400,
  /** The session has expired. */
  unauthorized: 401,
  /** The token's capabilities do not allow it. */
  forbidden: 403,
  /** There is no such room. */
  notFound: 404,
  /** The message review rejected it. */
  notAcceptable: 406,
  /** A field is too large. */
  payloadTooLarge: 413,
  /** A rate limit was exceeded. */
  tooManyRequests: 429,
  /** A general error of the service. */
  internalServerError: 500,
} as const;
