import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import jwt, { type SignOptions } from 'jsonwebtoken';
import { goodToken, startApi, type TestApi, tokens } from '../../../support/api.js';

const good: SignOptions = {
  algorithm: 'HS256',
  issuer: tokens.issuer,
  audience: tokens.audience,
  subject: 'test',
  expiresIn: 3600,
};
const sign = (claims: object, options: SignOptions = good, secret = tokens.secret) =>
  jwt.sign(claims, secret, options);
const { expiresIn: _never, ...withoutExpiry } = good;

function unsigned(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

const claims = {
  scope: 'read',
  iss: tokens.issuer,
  aud: tokens.audience,
  exp: Math.floor(Date.now() / 1000) + 3600,
};
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

describe('authentication', () => {
  let api: TestApi;
  before(async () => {
    // Nothing listens there: a request that passes authentication is answered 503.
    api = await startApi('http://127.0.0.1:1');
  });
  after(() => api.close());

  it('accepts a valid token', async () => {
    expect((await api.get('/v1/genres', goodToken())).status).to.equal(503);
    expect((await api.get('/v1/genres', sign({ scope: 'admin read' }))).status).to.equal(503);
  });

  it('answers 401 with a bare challenge when there is no token', async () => {
    const { status, headers, body } = await api.get('/v1/genres', null);
    expect(status).to.equal(401);
    expect(headers.get('www-authenticate')).to.equal('Bearer');
    expect(headers.get('content-type')).to.match(/^application\/problem\+json/);
    expect(body).to.include({ type: '/problems/unauthorized', status: 401 });
  });

  const bad: [string, string, RegExp][] = [
    ['that is no token', 'abc', /malformed/],
    [
      'of another secret',
      sign({ scope: 'read' }, good, 'another secret that is long enough too'),
      /invalid signature/,
    ],
    ['that has expired', sign({ scope: 'read' }, { ...good, expiresIn: -10 }), /expired/],
    ['that is not valid yet', sign({ scope: 'read' }, { ...good, notBefore: 3600 }), /not active/],
    ['that never expires', sign({ scope: 'read' }, withoutExpiry), /no expiry/],
    ['of another issuer', sign({ scope: 'read' }, { ...good, issuer: 'mallory' }), /issuer/],
    ['for another audience', sign({ scope: 'read' }, { ...good, audience: 'elsewhere' }), /audience/],
    ['without a signature (alg none)', unsigned(claims), /signature/],
    ['of another HMAC (HS512)', sign({ scope: 'read' }, { ...good, algorithm: 'HS512' }), /algorithm/],
    [
      'of another kind of key (RS256)',
      jwt.sign({ scope: 'read' }, privateKey, { ...good, algorithm: 'RS256' }),
      /algorithm/,
    ],
    [
      'with claims changed after signing',
      sign({ scope: 'none' }).replace(
        /\.[^.]+\./,
        `.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`,
      ),
      /invalid signature/,
    ],
  ];
  for (const [name, token, reason] of bad) {
    it(`answers 401 to a token ${name}, and says why`, async () => {
      const { status, headers, body } = await api.get('/v1/genres', token);
      expect(status).to.equal(401);
      expect(headers.get('www-authenticate')).to.equal('Bearer error="invalid_token"');
      expect(body.detail).to.match(reason).and.not.include(token);
    });
  }

  for (const scope of [undefined, '', 'write', 'reader', 'READ', ['reader'], { read: true }, 1]) {
    it(`answers 403 to a token with the scope ${JSON.stringify(scope)}`, async () => {
      const { status, headers, body } = await api.get('/v1/genres', sign({ scope }));
      expect(status).to.equal(403);
      expect(headers.get('www-authenticate')).to.include('insufficient_scope');
      expect(body).to.include({
        type: '/problems/forbidden',
        detail: "This needs a token with the scope 'read'.",
      });
    });
  }

  it('protects the questions in every spelling of their paths', async () => {
    for (const path of [
      '/v1/genres',
      '/v1/genres/',
      '/V1/genres',
      '/v1/Genres',
      '//v1/genres',
      '/v1/../v1/genres',
      '/v1%2Fgenres',
    ]) {
      const { status } = await api.get(path, null);
      expect(status, path).to.be.oneOf([401, 404]);
    }
  });

  it('needs no token on public paths', async () => {
    for (const path of ['/livez', '/openapi.json', '/problems/unauthorized']) {
      expect((await api.get(path, null)).status, path).to.equal(200);
    }
    expect((await api.get('/readyz', null)).status).to.equal(503);
  });
});
