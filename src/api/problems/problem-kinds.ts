/**
 * Every kind of error of the API (RFC 9457). The key ends the URI `type`, which is stable and leads to a page with the
 * explanation; `title` is the same for every occurrence.
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
      'The number of requests per minute is limited for each subject of a token. `RateLimit` says how many remain; wait `Retry-After` seconds.',
  },
  'too-many-exports': {
    status: 429,
    title: 'Too many exports at once',
    explanation:
      'Answers with all rows (`limit=all`) are limited to a few at the same time, in all and for each subject of a token. Wait for one to end, or `Retry-After` seconds.',
  },
  'too-many-groupings': {
    status: 429,
    title: 'Too many groupings at once',
    explanation:
      'Questions with many groups (several dimensions, or people, companies or keywords) take turns. Too many are waiting: ask again after `Retry-After` seconds, or narrow the question with a filter.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    explanation: 'The path is not one of the API, or the id in it is not in the edition.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    explanation: 'The header `Allow` names the methods that are allowed.',
  },
  'not-acceptable': {
    status: 406,
    title: 'None of the accepted media types is available',
    explanation: 'The header `Accept` allows none of the media types that `detail` names.',
  },
  'edition-gone': {
    status: 410,
    title: 'That edition is not kept',
    explanation:
      'The edition that `edition` or `cursor` names does not exist, was deleted, or was never published. `/v1/editions` lists those that can be asked; without `edition` and `cursor` the live one is used.',
  },
  locked: {
    status: 409,
    title: 'Another loader is running',
    explanation:
      'Only one loader at a time may change what is live; `detail` names the other. Try again when it has ended.',
  },
  'edition-rejected': {
    status: 409,
    title: 'That edition cannot go live',
    explanation:
      'It does not exist, is incomplete, or failed a check; `detail` says which. Nothing was changed.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    explanation: 'The body of an operation has at most 1024 bytes, a message to `/mcp` at most 65,536.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is not JSON',
    explanation: 'Send `Content-Type: application/json`.',
  },
  'malformed-body': {
    status: 400,
    title: 'The body is not a JSON object',
    explanation:
      'Operations take one JSON object, such as `{"edition": "20261101063000"}`; `/mcp` takes one JSON-RPC message.',
  },
  'uri-too-long': {
    status: 414,
    title: 'The URL is too long',
    explanation: 'URLs have at most 4096 bytes and 50 query parameters.',
  },
  'malformed-request': {
    status: 400,
    title: 'The request is not valid HTTP',
    explanation: 'The request could not be read as HTTP/1.1, and the connection was closed.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not arrive in time',
    explanation:
      'Request line and headers must arrive within 10 s, the whole request within 30 s; the connection was closed.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    explanation: 'Request line and headers together have at most 16 KB; the connection was closed.',
  },
  deadline: {
    status: 504,
    title: 'The answer took too long',
    explanation:
      'Elasticsearch did not reply in time, and the search was cancelled. Ask for less, or try again later.',
  },
  'keys-unavailable': {
    status: 503,
    title: 'Tokens cannot be checked right now',
    explanation:
      'The public keys for checking tokens could not be fetched. Try again after `Retry-After` seconds.',
  },
  'elasticsearch-unavailable': {
    status: 503,
    title: 'Elasticsearch is unavailable',
    explanation: 'Nothing is wrong with the request. Try again after `Retry-After` seconds.',
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
      'An index of the edition is closed, or a block forbids reading or writing it; `detail` names the index and says how to open it or to remove the block. Nothing is wrong with the request.',
  },
  'missing-privilege': {
    status: 503,
    title: 'The server lacks a privilege in Elasticsearch',
    explanation:
      'The token is valid, but the credentials with which the server signs in to Elasticsearch lack a privilege; `detail` names it and the role that has it. Nothing was changed, and trying again does not help.',
  },
  'partial-answer': {
    status: 503,
    title: 'Elasticsearch replied in part',
    explanation:
      'Some shards did not reply, and figures of the others alone would be wrong. Try again after `Retry-After` seconds.',
  },
  'cluster-limit': {
    status: 503,
    title: 'A limit of the Elasticsearch cluster is too low',
    explanation:
      'Nothing is wrong with the request. `detail` names the setting, which the operator of the cluster has lowered; Marquee needs its default. Trying again does not help.',
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
      'Its documents have another shape than this server reads, so its figures could be wrong. `detail` names both versions; a server of the right version can serve it.',
  },
  stopping: {
    status: 503,
    title: 'The server is about to stop',
    explanation:
      'Only `/readyz` returns this: requests still succeed, but new ones should go to another server.',
  },
  internal: {
    status: 500,
    title: 'Marquee failed',
    explanation: 'An error in Marquee itself. Its log has the details.',
  },
} as const;

export type ProblemKind = keyof typeof problemKinds;
