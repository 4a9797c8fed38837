import jwt from 'jsonwebtoken';
import type { SecretTokenConfig } from '../../config/config.js';

/** A token that `authenticate` accepts. */
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
