import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { type Environment, processEnvironment, readVariables } from './environment.js';
import { isLoopback, urlOf } from './variable-types.js';

/** How tokens are signed and checked. */
export const variables = z.object({
  JWT_SECRET: z.string().optional().meta({
    description: 'signs and checks tokens (HS256); at least 32 bytes',
    unset: '`start` makes one; other verbs need it or `JWKS_URI`',
  }),
  JWKS_URI: urlOf('http', 'https')
    .optional()
    .describe('in place of the secret: URL of the keys of the issuer (RS256, ES256)'),
  JWT_ISSUER: z.string().default('marquee').describe('required `iss` of tokens'),
  JWT_AUDIENCE: z.string().default('marquee-api').describe('required `aud` of tokens'),
});

type ExpectedClaims = { issuer: string; audience: string };

/** Tokens are signed and checked here with a shared secret: HS256. */
export type SecretTokenConfig = Readonly<ExpectedClaims & { secret: string; jwksUri?: undefined }>;

/** How tokens are checked: with a shared secret, or with the published keys of their issuer (RS256, ES256). */
export type TokenConfig =
  | SecretTokenConfig
  | Readonly<ExpectedClaims & { jwksUri: string; secret?: undefined }>;

/** HS256 needs a key as long as its digest (RFC 7518, 3.2). */
const minSecretBytes = 32;

/** @throws {ConfigError} unless exactly one of a secret that is long enough and a JWKS is given */
export function readTokenConfig(env: Environment = processEnvironment): TokenConfig {
  const v = readVariables(variables, env);
  const claims = { issuer: v.JWT_ISSUER, audience: v.JWT_AUDIENCE };
  if (v.JWKS_URI === undefined) return { ...claims, secret: checkSecret(v.JWT_SECRET) };
  if (v.JWT_SECRET !== undefined) {
    throw new ConfigError('JWT_SECRET and JWKS_URI exclude each other: set one of them.');
  }
  return { ...claims, jwksUri: checkJwksUri(v.JWKS_URI) };
}

/**
 * For verbs that sign tokens themselves.
 * @param defaultSecret used when JWT_SECRET is not set
 * @throws {ConfigError} as `readTokenConfig`, and when JWKS_URI is set
 */
export function readSecretTokenConfig(
  defaultSecret?: string,
  env: Environment = processEnvironment,
): SecretTokenConfig {
  if (readVariables(variables, env).JWKS_URI !== undefined) {
    throw new ConfigError(
      'JWKS_URI is set: the issuer of those keys makes the tokens. Unset it to make them here, with JWT_SECRET.',
    );
  }
  const isGiven = Boolean(env.JWT_SECRET || env.JWT_SECRET_FILE);
  return readTokenConfig(isGiven ? env : { ...env, JWT_SECRET: defaultSecret }) as SecretTokenConfig;
}

function checkSecret(secret: string | undefined): string {
  if (secret === undefined) {
    throw new ConfigError(
      `JWT_SECRET is not set: set it to a random text of at least ${minSecretBytes} bytes, for example from: openssl rand -base64 48; or set JWKS_URI.`,
    );
  }
  const bytes = Buffer.byteLength(secret);
  if (bytes >= minSecretBytes) return secret;
  throw new ConfigError(
    `JWT_SECRET has ${bytes} bytes: HS256 needs at least ${minSecretBytes}, and they must be random.`,
  );
}

function checkJwksUri(uri: string): string {
  const { protocol, hostname } = new URL(uri);
  if (protocol === 'https:' || isLoopback(hostname)) return uri;
  throw new ConfigError(
    `JWKS_URI is on ${hostname}: must be a URL that begins with https://, or http:// on loopback.`,
  );
}
