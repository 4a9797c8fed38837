import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import jwt, { type SignOptions } from 'jsonwebtoken';
import type { Context } from 'koa';
import { createAuthenticate } from '../../../../src/api/auth/authenticate.js';
import { startApi, type TestApi, tokens } from '../../../support/api.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const second = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const describeKey = (key: KeyObject, kid: string, alg: string) => ({
  ...key.export({ format: 'jwk' }),
  kid,
  alg,
  use: 'sig',
});

const sign = (key: KeyObject | string, keyid: string, options: SignOptions = {}): string =>
  jwt.sign({ scope: 'read' }, key, {
    algorithm: 'RS256',
    issuer: tokens.issuer,
    audience: tokens.audience,
    subject: 'test',
    expiresIn: 600,
    keyid,
    ...options,
  });

describe('tokens that are checked with published keys', () => {
  let server: Server;
  let published: object[] = [];
  let fetches = 0;
  let isAway = false;
  let api: TestApi;
  const jwksUri = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;

  before(async () => {
    server = createServer((_request, response) => {
      fetches++;
      response.writeHead(isAway ? 500 : 200, { 'content-type': 'application/json' });
      response.end(isAway ? '{}' : JSON.stringify({ keys: published }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    published = [describeKey(rsa.publicKey, 'one', 'RS256'), describeKey(ec.publicKey, 'ec', 'ES256')];
    const { issuer, audience } = tokens;
    // Nothing listens there: a request that passes authentication is answered 503.
    api = await startApi('http://127.0.0.1:1', { tokenConfig: { issuer, audience, jwksUri: jwksUri() } });
  });
  after(async () => {
    await api.close();
    server.close();
  });

  const statusOf = async (token: string) => (await api.get('/v1/genres', token)).body.type;
  const passed = '/problems/elasticsearch-unavailable';
  const refused = '/problems/unauthorized';

  it('accepts RS256 and ES256', async () => {
    expect(await statusOf(sign(rsa.privateKey, 'one'))).to.equal(passed);
    expect(await statusOf(sign(ec.privateKey, 'ec', { algorithm: 'ES256' }))).to.equal(passed);
  });

  it('rejects HS256 signed with the public key as its secret', async () => {
    const pem = rsa.publicKey.export({ format: 'pem', type: 'spki' }) as string;
    const forged = jwt.sign({ scope: 'read' }, Buffer.from(pem), {
      algorithm: 'HS256',
      issuer: tokens.issuer,
      audience: tokens.audience,
      expiresIn: 600,
      keyid: 'one',
      allowInsecureKeySizes: true,
    });
    expect(await statusOf(forged)).to.equal(refused);
  });

  const bad: [string, () => string][] = [
    ['signed with another key', () => sign(second.privateKey, 'one')],
    ['that names no key', () => jwt.sign({ scope: 'read' }, rsa.privateKey, { algorithm: 'RS256' })],
    ['that names a key which is not published', () => sign(second.privateKey, 'two')],
    ['of another algorithm (RS512)', () => sign(rsa.privateKey, 'one', { algorithm: 'RS512' })],
    ['of another audience', () => sign(rsa.privateKey, 'one', { audience: 'elsewhere' })],
    ['of another issuer', () => sign(rsa.privateKey, 'one', { issuer: 'mallory' })],
    ['that has expired', () => sign(rsa.privateKey, 'one', { expiresIn: -10 })],
    ['that is not valid yet', () => sign(rsa.privateKey, 'one', { notBefore: 60 })],
  ];
  for (const [name, token] of bad) {
    it(`rejects a token ${name}`, async () => expect(await statusOf(token())).to.equal(refused));
  }

  it('accepts a new key as soon as it is published, and rarely fetches the keys', async () => {
    published = [...published, describeKey(second.publicKey, 'two', 'RS256')];
    const before = fetches;
    for (let n = 0; n < 20; n++) {
      expect(await statusOf(sign(second.privateKey, 'two', { subject: `user ${n}` }))).to.equal(passed);
    }
    expect(fetches - before).to.equal(1);
  });

  it('answers 503, not 401, when the keys cannot be fetched', async () => {
    isAway = true;
    try {
      const { status, body, headers } = await api.get('/v1/genres', sign(rsa.privateKey, 'three'));
      expect(status).to.equal(503);
      expect(body.type).to.equal('/problems/keys-unavailable');
      expect(headers.get('retry-after')).to.equal('5');
      expect(await statusOf(sign(rsa.privateKey, 'one')), 'a key that is known').to.equal(passed);
    } finally {
      isAway = false;
    }
  });

  it('rejects a key that was withdrawn, once the cached keys have expired', async () => {
    const { issuer, audience } = tokens;
    const authenticate = createAuthenticate({ issuer, audience, jwksUri: jwksUri() }, { maxAge: 300 });
    const token = sign(second.privateKey, 'two');
    const check = () => {
      const ctx = {
        headers: { authorization: `Bearer ${token}` },
        header: { authorization: `Bearer ${token}` },
        state: {},
        cookies: { get: () => undefined },
        throw: (status: number, message: string, properties: object) => {
          throw Object.assign(new Error(message), { status, ...properties });
        },
      };
      return authenticate(ctx as unknown as Context).then(
        () => 'passed',
        ({ kind }) => kind,
      );
    };
    expect(await check()).to.equal('passed');
    published = published.slice(0, 2);
    expect(await check(), 'cached').to.equal('passed');
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(await check()).to.equal('unauthorized');
  });
});

describe('a cached token', () => {
  it('is rejected from the second in which it expires', async function () {
    this.timeout(5000);
    const api = await startApi('http://127.0.0.1:1', { signIn: { clockToleranceSeconds: 0 } });
    try {
      const token = jwt.sign({ scope: 'read' }, tokens.secret, {
        issuer: tokens.issuer,
        audience: tokens.audience,
        expiresIn: 2,
      });
      expect((await api.get('/v1/genres', token)).status).to.equal(503);
      expect((await api.get('/v1/genres', token)).status).to.equal(503);
      await new Promise((resolve) => setTimeout(resolve, 2100));
      expect((await api.get('/v1/genres', token)).status).to.equal(401);
    } finally {
      await api.close();
    }
  });
});
