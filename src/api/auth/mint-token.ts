import jwt from 'jsonwebtoken';
import type { SecretTokenConfig } from '../../config/token-config.js';

/** Returns a signed token that `authenticate` accepts. @param seconds how long it is valid */
export function mintToken(
  config: SecretTokenConfig,
  { subject, scope, seconds }: { subject: string; scope: string; seconds: number },
): string {
  return jwt.sign({ scope }, config.secret, {
    algorithm: 'HS256',
    issuer: config.issuer,
    audience: config.audience,
    subject,
    expiresIn: seconds,
  });
}
