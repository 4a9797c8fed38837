import jwt from 'jsonwebtoken';
import { TokenError } from './claims.js';

/** What jsonwebtoken says, by its beginning, and what callers are told: its messages repeat settings and the token. */
const reasons: readonly (readonly [beginning: string, reason: string])[] = [
  ['jwt signature is required', 'it has no signature'],
  ['invalid signature', 'it has an invalid signature'],
  ['invalid algorithm', 'its algorithm (alg) is not accepted'],
  ['jwt audience invalid', 'its audience (aud) is another'],
  ['jwt issuer invalid', 'its issuer (iss) is another'],
  ['invalid exp value', 'its expiry (exp) is not a number of seconds'],
  ['invalid nbf value', 'its beginning (nbf) is not a number of seconds'],
  ['jwt malformed', 'it is malformed'],
  ['invalid token', 'it is malformed'],
];

/** Returns why a token was rejected, in words that repeat nothing of it. */
export function explainRejection(error: unknown): string {
  if (error instanceof TokenError) return error.message;
  if (error instanceof jwt.TokenExpiredError) return 'it has expired';
  if (error instanceof jwt.NotBeforeError) return 'it is not active yet';
  const message = error instanceof Error ? error.message.toLowerCase() : '';
  return reasons.find(([beginning]) => message.startsWith(beginning))?.[1] ?? 'it is not valid';
}
