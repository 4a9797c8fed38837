import { z } from 'zod';
import type { SignInConfig } from '../../config/sign-in-config.js';

/** The claims of a valid token that matter here. */
export type Claims = {
  /** Seconds since 1970 at which it expires. */
  exp: number;
  sub?: string;
  scopes: readonly string[];
};

/** A token that is not accepted; the message, part of a sentence, repeats nothing of the token. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

/** OpenID Connect Core 1.0, 2: a subject has at most 255 characters. */
const maxSubject = 255;

const time = z.number().refine(Number.isFinite);
const words = z.union([z.string().transform((text) => text.split(' ')), z.array(z.string())]);

const claimsSchema = z.object({
  exp: time.optional(),
  iat: time.optional(),
  sub: z.string().min(1).max(maxSubject).optional(),
  scope: words.optional().catch(undefined),
  scp: words.optional().catch(undefined),
});

const meanings: Readonly<Record<string, string>> = {
  exp: 'its expiry (exp) is not a number of seconds',
  iat: 'its time of issue (iat) is not a number of seconds',
  sub: `its subject (sub) is not a text of 1 to ${maxSubject} characters`,
};

/**
 * Reads the claims of a token whose signature, issuer and audience are right. Scopes are words in a text or a list, in
 * `scope` (RFC 8693) or `scp`, as identity providers issue them; scopes of another shape count as none.
 * @throws {TokenError}
 */
export function readClaims(
  payload: unknown,
  { clockToleranceSeconds, maxLifeSeconds }: Pick<SignInConfig, 'clockToleranceSeconds' | 'maxLifeSeconds'>,
): Claims {
  const read = claimsSchema.safeParse(payload);
  if (!read.success) {
    throw new TokenError(meanings[String(read.error.issues[0]?.path[0])] ?? 'it has no claims');
  }
  const { exp, iat, sub, scope = [], scp = [] } = read.data;
  const now = Date.now() / 1000;
  if (exp === undefined) throw new TokenError('it has no expiry (exp)');
  if (iat !== undefined && iat > now + clockToleranceSeconds) {
    throw new TokenError('it was issued in the future (iat)');
  }
  if (exp - Math.min(iat ?? now, now) > maxLifeSeconds) {
    throw new TokenError(`it is valid for more than ${maxLifeSeconds} seconds`);
  }
  return { exp, ...(sub !== undefined && { sub }), scopes: [...scope, ...scp] };
}
