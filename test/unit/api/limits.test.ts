import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { mintToken } from '../../../src/api/auth/mint-token.js';
import { ConfigError } from '../../../src/config/config-error.js';
import type { LimitConfig } from '../../../src/config/limit-config.js';
import { readLimitConfig } from '../../../src/config/limit-config.js';
import { readSecretTokenConfig, readTokenConfig } from '../../../src/config/token-config.js';
import { startApi, type TestApi, tokens } from '../../support/api.js';
import { failureOf } from '../../support/failure.js';
import { start } from '../../support/marquee.js';
import { isInstalled, skipWithout } from '../../support/optional.js';

const tokenOf = (subject: string) => mintToken(tokens, { subject, scope: 'read', seconds: 60 });

/** Nothing listens there: requests that pass every check get 503. */
async function withApi(limits: Partial<LimitConfig>, run: (api: TestApi) => Promise<void>): Promise<void> {
  const api = await startApi('http://127.0.0.1:1', { limits });
  try {
    await run(api);
  } finally {
    await api.close();
  }
}

describe('the limit of requests', () => {
  it('returns 429 to a subject with too many requests, and says when to try again', () =>
    withApi({ requestsPerMinute: 3 }, async (api) => {
      for (const left of [2, 1, 0]) {
        const { status, headers } = await api.get('/v1/genres', tokenOf('eager'));
        expect(status).to.equal(503);
        expect(headers.get('ratelimit-policy')).to.equal('"subject";q=3;w=60');
        expect(headers.get('ratelimit')).to.match(new RegExp(`^"subject";r=${left};t=(60|59)$`));
      }
      const { status, headers, body } = await api.get('/v1/genres', tokenOf('eager'));
      expect(status).to.equal(429);
      expect(body.type).to.equal('/problems/too-many-requests');
      expect(Number(headers.get('retry-after'))).to.be.within(1, 60);
      expect((await api.get('/v1/genres', tokenOf('patient'))).status).to.equal(503);
      expect((await api.get('/livez', null)).status).to.equal(200);
    }));

  it('is counted by each server for itself while Redis is unavailable', () =>
    withApi({ requestsPerMinute: 2, redisUrl: 'redis://127.0.0.1:1' }, async (api) => {
      const statuses = [];
      const began = performance.now();
      for (let n = 0; n < 3; n++) statuses.push((await api.get('/v1/genres', tokenOf('eager'))).status);
      expect(statuses).to.deep.equal([503, 503, 429]);
      expect(performance.now() - began).to.be.lessThan(5000);
    }));
});

describe('the limit of requests in Redis', () => {
  it('is one for all servers', async function () {
    if (!isInstalled('redis-server')) skipWithout(this, 'redis-server');
    const port = 20_000 + (process.pid % 20_000);
    const redis = start('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '']);
    const limits = { requestsPerMinute: 4, redisUrl: `redis://127.0.0.1:${port}` };
    try {
      while (!redis.out().includes('Ready to accept connections')) await sleep(20);
      await withApi(limits, (first) =>
        withApi(limits, async (second) => {
          // Both connect before the first request.
          await sleep(300);
          const statuses = [];
          for (const api of [first, second, first, second, first, second]) {
            statuses.push((await api.get('/v1/genres', tokenOf('eager'))).status);
          }
          expect(statuses).to.deep.equal([503, 503, 503, 503, 429, 429]);
        }),
      );
    } finally {
      redis.process.kill();
      await redis.ended;
    }
  });
});

describe('pages of other origins', () => {
  const origin = 'https://app.example';
  const ask = (api: TestApi, method = 'GET', from = origin) =>
    api.get('/livez', null, {
      method,
      headers: { Origin: from, 'Access-Control-Request-Method': 'GET' },
    });

  it('may not call the API unless they are configured', () =>
    withApi({}, async (api) => {
      for (const method of ['GET', 'OPTIONS']) {
        expect((await ask(api, method)).headers.get('access-control-allow-origin')).to.equal(null);
      }
    }));

  it('may when they are, without cookies, and see the API’s own headers', () =>
    withApi({ corsOrigins: [origin] }, async (api) => {
      const { headers } = await ask(api);
      expect(headers.get('access-control-allow-origin')).to.equal(origin);
      expect(headers.get('access-control-allow-credentials')).to.equal(null);
      expect(headers.get('access-control-expose-headers'))
        .to.match(/ETag/)
        .and.match(/Marquee-Meta/);
      const preflight = await api.get('/v1/genres', null, {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'GET',
          'Access-Control-Request-Headers': 'authorization',
        },
      });
      expect(preflight.status).to.equal(204);
      expect(preflight.headers.get('access-control-allow-headers')).to.match(/Authorization/i);
      const other = await ask(api, 'GET', 'https://evil.example');
      expect(other.headers.get('access-control-allow-origin')).to.equal(null);
    }));
});

describe('every request', () => {
  it('has an id, a new one or the caller’s, on the response and in problems', () =>
    withApi({}, async (api) => {
      const made = await api.get('/v1/nothing', null);
      expect(made.headers.get('x-request-id')).to.match(/^[\da-f-]{36}$/);
      expect(made.body.requestId).to.equal(made.headers.get('x-request-id'));
      const brought = await api.get('/v1/nothing', null, { headers: { 'X-Request-Id': 'job-7:3.a' } });
      expect(brought.body.requestId).to.equal('job-7:3.a');
      const strange = await api.get('/v1/nothing', null, { headers: { 'X-Request-Id': '<script>' } });
      expect(strange.body.requestId).to.match(/^[\da-f-]{36}$/);
    }));

  it('gets 414 when its URL is too long, or has too many parameters', () =>
    withApi({}, async (api) => {
      for (const url of [`/v1/companies?q=${'x'.repeat(5000)}`, `/livez?${'a=1&'.repeat(60)}`]) {
        const { status, body } = await api.get(url);
        expect(status).to.equal(414);
        expect(body.type).to.equal('/problems/uri-too-long');
      }
    }));

  it('gets 431 when its headers are larger than Node reads', () =>
    withApi({}, async (api) => {
      const { status, headers, body } = await api.get(`/livez?${'x'.repeat(17_000)}`, null);
      expect(status).to.equal(431);
      expect(headers.get('content-type')).to.equal('application/problem+json');
      expect(body).to.include({ type: '/problems/headers-too-large', status: 431 });
    }));

  it('gets headers that keep browsers from sniffing, framing and sharing', () =>
    withApi({}, async (api) => {
      const { headers } = await api.get('/livez', null);
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('content-security-policy')).to.equal("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('cross-origin-resource-policy')).to.equal('same-origin');
    }));

  it('gets a suggestion for a misspelt parameter or value', () =>
    withApi({}, async (api) => {
      const { body } = await api.get('/v1/companies/top?limt=5&by=proffit&status=released');
      expect(body.errors.map(({ suggestion }: { suggestion?: string }) => suggestion)).to.deep.equal([
        'limit',
        'profit',
        'Released',
      ]);
      expect(body.detail).to.include("Did you mean 'limit'?").and.include("Did you mean 'profit'?");
      const far = await api.get('/v1/companies/top?zzzzzz=5');
      expect(far.body.errors[0]).not.to.have.property('suggestion');
    }));
});

describe('the configuration of tokens and limits', () => {
  const secret = 'x'.repeat(32);
  const cases: [string, Record<string, string>, RegExp][] = [
    ['neither a secret nor keys', {}, /JWT_SECRET is not set.*JWKS_URI/],
    [
      'both a secret and keys',
      { JWT_SECRET: secret, JWKS_URI: 'https://issuer.example/keys' },
      /exclude each other/,
    ],
    ['keys over plain http', { JWKS_URI: 'http://issuer.example/keys' }, /https/],
    ['a short secret', { JWT_SECRET: 'short' }, /at least 32/],
  ];
  for (const [name, env, message] of cases) {
    it(`rejects ${name}, naming the variable`, async () => {
      const error = await failureOf(Promise.resolve().then(() => readTokenConfig(env)));
      expect(error).to.be.instanceOf(ConfigError);
      expect(error.message).to.match(message);
    });
  }

  it('signs no token when the keys of another issuer are configured', async () => {
    const env = { JWKS_URI: 'https://issuer.example/keys' };
    const error = await failureOf(Promise.resolve().then(() => readSecretTokenConfig(secret, env)));
    expect(error.message).to.match(/^JWKS_URI is set/);
  });

  it('rejects what is not an origin', async () => {
    for (const MARQUEE_CORS_ORIGINS of ['app.example', 'https://app.example/path', 'https://*.example']) {
      const error = await failureOf(Promise.resolve().then(() => readLimitConfig({ MARQUEE_CORS_ORIGINS })));
      expect(error.message).to.match(/^MARQUEE_CORS_ORIGINS/);
    }
  });
});
