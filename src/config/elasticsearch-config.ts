import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { type Environment, processEnvironment, readVariables } from './environment.js';
import { listOf } from './variable-types.js';

/** What the names of all indices and aliases begin with unless set. */
export const defaultIndexPrefix = 'marquee-';

/** What `MARQUEE_INDEX_PREFIX` is set to for names without a prefix; an empty variable counts as not set. */
const noPrefix = 'none';

/** What indices are called. */
export const prefixVariables = z.object({
  MARQUEE_INDEX_PREFIX: z
    .string()
    .max(100)
    .regex(
      /^[a-z0-9][a-z0-9._-]*$/,
      `small letters, digits, '.', '_' and '-', the first a letter or digit, such as staging-; ${noPrefix} is no prefix`,
    )
    .transform((prefix) => (prefix === noPrefix ? '' : prefix))
    .default(defaultIndexPrefix)
    .describe(
      'what the names of all indices and aliases begin with, so that a cluster can be shared; `none` is no prefix',
    ),
});

/** Returns what the names of all indices and aliases begin with; may be empty. @throws {ConfigError} */
export const readIndexPrefix = (env: Environment = processEnvironment): string =>
  readVariables(prefixVariables, env).MARQUEE_INDEX_PREFIX;

/** The cluster and how to sign in to it. */
export const variables = z.object({
  ELASTICSEARCH_URL: listOf(z.url({ protocol: /^https?$/, error: 'http(s) URLs, separated by commas' }))
    .optional()
    .meta({
      description: 'an existing cluster; several nodes separated by commas',
      unset: 'the embedded node',
    }),
  ELASTICSEARCH_API_KEY: z
    .string()
    .optional()
    .describe('API key of the cluster; the privileges it needs: [security](security.md#least-privilege)'),
  ELASTICSEARCH_USERNAME: z.string().optional().describe('user, in place of an API key'),
  ELASTICSEARCH_PASSWORD: z.string().optional().describe('password of that user'),
  ELASTICSEARCH_CA: z
    .string()
    .optional()
    .describe("PEM file of the authority that signed the cluster's certificate"),
  ELASTICSEARCH_CA_FINGERPRINT: z
    .string()
    .regex(
      /^(?:[\da-f]{2}:?){31}[\da-f]{2}$/i,
      'a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons',
    )
    .transform(toColonForm)
    .optional()
    .describe("SHA-256 fingerprint of that authority's certificate, in place of the file"),
});

/** An existing cluster and how to sign in to it; `url` undefined means the embedded node. */
export type ElasticsearchConfig = Readonly<{
  /** URLs of its nodes, separated by commas. */
  url: string | undefined;
  apiKey: string | undefined;
  username: string | undefined;
  password: string | undefined;
  /** Path of the PEM file of the certificate authority. */
  ca: string | undefined;
  /** SHA-256 of the certificate authority's certificate, in place of `ca`: `AB:CD:…`. */
  caFingerprint: string | undefined;
  /** What the names of all indices and aliases begin with; may be empty. */
  indexPrefix: string;
}>;

/** @throws {ConfigError} for a bad value, or variables that contradict each other */
export function readElasticsearchConfig(env: Environment = processEnvironment): ElasticsearchConfig {
  const v = readVariables(variables, env);
  if ((v.ELASTICSEARCH_USERNAME === undefined) !== (v.ELASTICSEARCH_PASSWORD === undefined)) {
    throw new ConfigError(
      'ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD go together: set both, or neither.',
    );
  }
  if (v.ELASTICSEARCH_CA !== undefined && v.ELASTICSEARCH_CA_FINGERPRINT !== undefined) {
    throw new ConfigError(
      'ELASTICSEARCH_CA and ELASTICSEARCH_CA_FINGERPRINT exclude each other: set one of them.',
    );
  }
  const isEncrypted = v.ELASTICSEARCH_URL?.every((url) => url.startsWith('https:')) === true;
  if (v.ELASTICSEARCH_CA_FINGERPRINT !== undefined && !isEncrypted) {
    throw new ConfigError('ELASTICSEARCH_CA_FINGERPRINT needs ELASTICSEARCH_URL to begin with https://.');
  }
  return {
    url: v.ELASTICSEARCH_URL?.join(','),
    apiKey: v.ELASTICSEARCH_API_KEY,
    username: v.ELASTICSEARCH_USERNAME,
    password: v.ELASTICSEARCH_PASSWORD,
    ca: v.ELASTICSEARCH_CA,
    caFingerprint: v.ELASTICSEARCH_CA_FINGERPRINT,
    indexPrefix: readIndexPrefix(env),
  };
}

/** `ab12…` or `ab:12:…` as `AB:12:…`, the form of Node's `fingerprint256`. */
function toColonForm(fingerprint: string): string {
  const pairs = fingerprint.replaceAll(':', '').match(/../g) ?? [];
  return pairs.join(':').toUpperCase();
}
