import type { JwtHeader, VerifyOptions } from 'jsonwebtoken';
import type { Context } from 'koa';
import koaJwt from 'koa-jwt';
import { LRUCache } from 'lru-cache';
import { readSignInConfig, type SignInConfig } from '../../config/sign-in-config.js';
import type { TokenConfig } from '../../config/token-config.js';
import { Problem } from '../problems/problem.js';
import { type Claims, readClaims, TokenError } from './claims.js';
import { explainRejection } from './explain-rejection.js';
import { KeysUnavailableError, PublishedKeys } from './published-keys.js';

export type Scope = 'read' | 'admin' | 'metrics';

/** Returns the claims of the request's token. @throws {Problem} `unauthorized` or `keys-unavailable` */
export type Authenticate = (ctx: Context) => Promise<Claims>;

/** Most valid tokens that are cached. */
const maxCached = 1000;

/** Milliseconds after which a withdrawn key has lost its effect. */
const defaultMaxAge = 60_000;

export type AuthenticateOptions = {
  signIn?: SignInConfig;
  /** Milliseconds after which a withdrawn key has lost its effect, as long as the key server can be reached. */
  maxAge?: number;
  /** Milliseconds for one fetch of the published keys. */
  fetchDeadline?: number;
};

/**
 * Verifies tokens: the pinned algorithms and nothing else, the right issuer and audience, and an expiry that is not
 * over. Valid ones are cached for a while, at most until they expire.
 */
export function createAuthenticate(
  config: TokenConfig,
  { signIn = readSignInConfig({}), maxAge = defaultMaxAge, fetchDeadline }: AuthenticateOptions = {},
): Authenticate {
  // A key may be withdrawn just after it was fetched, and a token cached just before the key is fetched again.
  const ttl = maxAge / 2;
  // Koa-jwt hands its options on to jsonwebtoken, whose further ones its own type does not list.
  const options: koaJwt.Options & VerifyOptions = {
    secret: createKeyFinder(config, ttl, fetchDeadline),
    getToken: tokenOf,
    key: 'payload',
    algorithms: config.secret === undefined ? ['RS256', 'ES256'] : ['HS256'],
    issuer: config.issuer,
    audience: config.audience,
    clockTolerance: signIn.clockToleranceSeconds,
  };
  const verify = koaJwt(options);
  const valid = new LRUCache<string, Claims>({ max: maxCached, ttl });
  return async (ctx) => {
    const header = ctx.headers.authorization;
    const cached = header === undefined ? undefined : valid.get(header);
    if (cached !== undefined && Date.now() < (cached.exp + signIn.clockToleranceSeconds) * 1000)
      return cached;
    try {
      await verify(ctx, async () => {});
      const claims = readClaims(ctx.state.payload, signIn);
      if (header !== undefined) valid.set(header, claims);
      return claims;
    } catch (error) {
      throw toProblem(header, error);
    }
  };
}

/** RFC 9110, 11.4: one or more blanks follow the scheme, whose case does not matter. */
function tokenOf({ headers }: Context): string {
  const token = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw new TokenError('the header is not "Authorization: Bearer TOKEN"');
  return token;
}

function createKeyFinder(
  { secret, jwksUri }: TokenConfig,
  maxAge: number,
  deadline?: number,
): (header: JwtHeader) => Promise<string> {
  const keys =
    jwksUri === undefined
      ? undefined
      : new PublishedKeys(jwksUri, { maxAge, ...(deadline !== undefined && { deadline }) });
  return async (header) => {
    checkExtensions(header);
    if (keys === undefined) return secret as string;
    if (typeof header.kid !== 'string') throw new TokenError('it names no key (kid)');
    const key = await keys.find(header.kid);
    if (key === undefined) throw new TokenError('its key (kid) is not published');
    return key;
  };
}

/** RFC 7515, 4.1.11: a token with a critical extension that is not understood is invalid; none is understood here. */
function checkExtensions(header: object): void {
  if ('crit' in header) throw new TokenError('its header has extensions (crit) that are not understood');
  if ('b64' in header && header.b64 !== true) throw new TokenError('its payload is not encoded (b64)');
}

function toProblem(header: string | undefined, error: unknown): Problem {
  const { originalError = error } = error as { originalError?: unknown };
  if (originalError instanceof KeysUnavailableError) {
    return new Problem('keys-unavailable', originalError.message, {
      headers: { 'Retry-After': '5' },
      cause: originalError,
    });
  }
  return header === undefined ? missingToken() : invalidToken(explainRejection(originalError));
}

/** RFC 6750, 3: the challenge has an error code only if a token was sent. */
const missingToken = (): Problem =>
  new Problem('unauthorized', 'Send a token: Authorization: Bearer TOKEN.', {
    headers: { 'WWW-Authenticate': 'Bearer' },
  });

const invalidToken = (reason: string): Problem =>
  new Problem('unauthorized', `The token was not accepted: ${reason}.`, {
    headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  });
