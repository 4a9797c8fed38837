/**
 * The vocabulary of the API's errors (RFC 9457). `type` is stable and leads to a page that explains it;
 * `title` never changes with the occasion, `detail` does.
 */
export const problemKinds = {
  'invalid-parameter': {
    status: 400,
    title: 'A parameter is unknown or has a bad value',
    explanation:
      'Each entry of `errors` names a parameter, the value received, what is allowed, and what was probably meant.',
  },
  unauthorized: {
    status: 401,
    title: 'A valid token is needed',
    explanation:
      'Send `Authorization: Bearer TOKEN` with an unexpired token of the right issuer and audience, signed as the server is configured: HS256 (`marquee token` makes one), or RS256 or ES256 with a published key.',
  },
  forbidden: {
    status: 403,
    title: 'The token does not allow this',
    explanation: 'The `scope` of the token lacks the word that `detail` names.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    explanation:
      'Every subject of a token has so many requests a minute. `RateLimit` says how many are left; wait `Retry-After` seconds.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing',
    explanation: 'The path is not one of the API, or the id in it is not in the live edition.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not allowed here',
    explanation: 'The header `Allow` names the methods that are.',
  },
  'not-acceptable': {
    status: 406,
    title: 'There is no answer in that form',
    explanation: 'The header `Accept` allows none of the media types that `detail` names.',
  },
  'edition-gone': {
    status: 410,
    title: 'That edition is not kept',
    explanation:
      'The edition that was asked for, or that a cursor goes on in, is not there (any more). `/v1/editions` lists those that are; without `edition` and `cursor` the live one answers.',
  },
  locked: {
    status: 409,
    title: 'Another loader is at work',
    explanation:
      'One at a time may change what is live; `detail` names the other. Try again when it is done.',
  },
  'edition-rejected': {
    status: 409,
    title: 'That edition cannot go live',
    explanation:
      'It is not there, unfinished, or did not pass a check; `detail` says which. Nothing was changed.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    explanation: 'The body of an operation has at most 1024 bytes.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body has another form than JSON',
    explanation: 'Send `Content-Type: application/json`.',
  },
  'malformed-body': {
    status: 400,
    title: 'The body is no JSON object',
    explanation: 'Operations take one JSON object, such as `{"edition": "20261101063000"}`.',
  },
  'uri-too-long': {
    status: 414,
    title: 'The URL is too long',
    explanation: 'URLs have at most 4096 bytes and 50 query parameters.',
  },
  'malformed-request': {
    status: 400,
    title: 'That is not HTTP',
    explanation: 'The request could not be read as HTTP/1.1, and the connection was closed.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not come in time',
    explanation:
      'Request line and headers must have come after 10 s, the whole request after 30 s; the connection was closed.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The head of the request is too large',
    explanation: 'Request line and headers together have at most 16 KB; the connection was closed.',
  },
  deadline: {
    status: 504,
    title: 'The answer took too long',
    explanation:
      'Elasticsearch did not answer in time, and the search was cancelled. Ask for less, or later.',
  },
  'keys-unavailable': {
    status: 503,
    title: 'Tokens cannot be checked right now',
    explanation:
      'The keys that tokens are checked with could not be fetched. Send it again after `Retry-After` seconds.',
  },
  'elasticsearch-unavailable': {
    status: 503,
    title: 'Elasticsearch cannot be asked right now',
    explanation: 'Nothing is wrong with the request. Send it again after `Retry-After` seconds.',
  },
  'elasticsearch-version': {
    status: 503,
    title: 'The cluster is not the Elasticsearch that is needed',
    explanation:
      '`detail` says what it is: another major version of Elasticsearch, or another product. Nothing is wrong with the request; whoever runs the server points it to an Elasticsearch 9.',
  },
  'index-blocked': {
    status: 503,
    title: 'An index cannot be used',
    explanation:
      'An index of the edition is closed, or read or written to by nobody until a block is removed; `detail` says which, and how. Nothing is wrong with the request.',
  },
  'cluster-limit': {
    status: 503,
    title: 'The cluster allows less than the answer needs',
    explanation:
      'A setting of Elasticsearch, such as `search.max_buckets`, is lower than its default; `detail` names it. Nothing is wrong with the request.',
  },
  'missing-privilege': {
    status: 503,
    title: 'This server may not do that in Elasticsearch',
    explanation:
      'The token is good, but the credentials by which the server signs in to Elasticsearch lack a privilege; `detail` names it and the role that has it. Nothing was changed, and sending it again does not help.',
  },
  'partial-answer': {
    status: 503,
    title: 'Elasticsearch answered in part',
    explanation:
      'A part of the data did not answer, and a partial figure would be a wrong one. Send it again.',
  },
  'no-edition': {
    status: 503,
    title: 'No edition is live',
    explanation: 'Nothing has been published yet, or the aliases do not point to one edition.',
  },
  'schema-version': {
    status: 503,
    title: 'The edition is of another version of Marquee',
    explanation:
      'The documents have another shape than this server reads, and figures of them could be wrong. `detail` names both versions; a server of the right version answers.',
  },
  stopping: {
    status: 503,
    title: 'The server is about to stop',
    explanation:
      'Only `/readyz` answers this: requests still succeed, but new ones should go to another server.',
  },
  internal: {
    status: 500,
    title: 'Marquee failed',
    explanation: 'An error in Marquee itself. Its log has the details.',
  },
} as const;

export type ProblemKind = keyof typeof problemKinds;

/** One bad parameter of a request. */
export type ParameterError = {
  parameter: string;
  value: unknown;
  allowed: string;
  /** What was probably meant. */
  suggestion?: string;
};

/** An error meant for the caller of the API. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly kind: ProblemKind,
    detail: string,
    readonly more: { errors?: ParameterError[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause });
  }

  get status(): number {
    return problemKinds[this.kind].status;
  }

  toJSON() {
    return {
      type: `/problems/${this.kind}`,
      title: problemKinds[this.kind].title,
      status: this.status,
      detail: this.message,
      ...(this.more.errors && { errors: this.more.errors }),
    };
  }
}
