import type { JwtHeader } from 'jsonwebtoken';
import { JwksClient, SigningKeyNotFoundError } from 'jwks-rsa';

/** The published keys could not be fetched, so tokens cannot be checked. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

/** Most fetches of the keys per minute, however many tokens name keys that do not exist. */
const fetchesPerMinute = 30;

/** Milliseconds to wait for them. */
const timeout = 5000;

/**
 * Returns a function that finds the public key that a token names in a JWKS (RFC 7517). An unknown key is fetched at
 * once, so that a rotated key works without a restart.
 * @param maxAge milliseconds that keys are cached
 */
export function createKeyFinder(jwksUri: string, maxAge: number): (header: JwtHeader) => Promise<string> {
  const client = new JwksClient({
    jwksUri,
    timeout,
    cache: true,
    cacheMaxAge: maxAge,
    rateLimit: true,
    jwksRequestsPerMinute: fetchesPerMinute,
  });
  return async ({ kid }) => {
    if (typeof kid !== 'string') throw new Error('it names no key (kid)');
    try {
      return (await client.getSigningKey(kid)).getPublicKey();
    } catch (error) {
      if (error instanceof SigningKeyNotFoundError) throw new Error('its key (kid) is not published');
      throw new KeysUnavailableError('The public keys for checking tokens could not be fetched.', {
        cause: error,
      });
    }
  };
}
