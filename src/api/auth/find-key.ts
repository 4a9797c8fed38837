import type { JwtHeader } from 'jsonwebtoken';
import { JwksClient, SigningKeyNotFoundError } from 'jwks-rsa';

/** The published keys could not be fetched, so nobody can tell whether a token is good. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

/** At most so often a minute are keys fetched, however many tokens name keys that do not exist. */
const fetchesPerMinute = 30;

/** Milliseconds to wait for them. */
const timeout = 5000;

/**
 * Finds the public key that a token names, in a JWKS (RFC 7517). Keys are kept for `memory` milliseconds; one that
 * is not known yet is fetched at once, so that a rotated key works without a restart.
 */
export function createKeyFinder(jwksUri: string, memory: number): (header: JwtHeader) => Promise<string> {
  const client = new JwksClient({
    jwksUri,
    timeout,
    cache: true,
    cacheMaxAge: memory,
    rateLimit: true,
    jwksRequestsPerMinute: fetchesPerMinute,
  });
  return async ({ kid }) => {
    if (typeof kid !== 'string') throw new Error('it names no key (kid)');
    try {
      return (await client.getSigningKey(kid)).getPublicKey();
    } catch (error) {
      if (error instanceof SigningKeyNotFoundError) throw new Error('its key (kid) is not published');
      throw new KeysUnavailableError('The keys that tokens are checked with could not be fetched.', {
        cause: error,
      });
    }
  };
}
