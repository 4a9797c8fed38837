import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import jwt from 'jsonwebtoken';
import { pino } from 'pino';
import { goodToken, startApi, type TestApi, tokens } from '../../../support/api.js';

const now = () => Math.floor(Date.now() / 1000);
const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token with exactly these parts, signed as a server of ours would. */
function signed(claims: object | string, header: object = {}): string {
  const content = `${part({ alg: 'HS256', typ: 'JWT', ...header })}.${part(claims)}`;
  return `${content}.${createHmac('sha256', tokens.secret).update(content).digest('base64url')}`;
}
const claimsWith = (claims: object) => ({
  iss: tokens.issuer,
  aud: tokens.audience,
  iat: now(),
  exp: now() + 600,
  sub: 'test',
  scope: 'read',
  ...claims,
});

/** Nothing listens where Elasticsearch should: a request that passes authentication is answered 503. */
describe('the claims of a token', () => {
  let api: TestApi;
  const lines: string[] = [];
  before(async () => {
    const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    api = await startApi('http://127.0.0.1:1', { logger });
  });
  after(() => api.close());
  const get = (token: string) => api.get('/v1/genres', token);

  const scopes: [string, object][] = [
    ['a text in scope', { scope: 'admin read' }],
    ['a list in scope', { scope: ['admin', 'read'] }],
    ['a text in scp', { scope: undefined, scp: 'read admin' }],
    ['a list in scp', { scope: undefined, scp: ['read'] }],
    ['both', { scope: 'metrics', scp: ['read'] }],
  ];
  for (const [name, claims] of scopes) {
    it(`grant scopes as ${name}`, async () => {
      expect((await get(signed(claimsWith(claims)))).status).to.equal(503);
    });
  }

  const within: [string, () => object][] = [
    ['expired 2 seconds ago', () => ({ exp: now() - 2, iat: now() - 60 })],
    ['becomes valid in 4 seconds', () => ({ nbf: now() + 4 })],
    ['was issued in 4 seconds', () => ({ iat: now() + 4 })],
  ];
  for (const [name, claims] of within) {
    it(`are accepted within the tolerance of clocks: one that ${name}`, async () => {
      const token = signed(claimsWith(claims()));
      expect((await get(token)).status).to.equal(503);
      expect((await get(token)).status, 'cached').to.equal(503);
    });
  }

  const bad: [string, string, RegExp][] = [
    [
      'an expiry that is infinite',
      signed(JSON.stringify(claimsWith({ exp: 0 })).replace('"exp":0', '"exp":1e999')),
      /exp/,
    ],
    ['an expiry that is a text', signed(claimsWith({ exp: '2999' })), /exp/],
    ['an expiry in a thousand years', signed(claimsWith({ exp: now() + 1000 * 31_536_000 })), /seconds/],
    ['a life of 1,000 years whose end is near', signed(claimsWith({ iat: now() - 1e10 })), /seconds/],
    ['no expiry', signed(claimsWith({ exp: undefined })), /no expiry/],
    ['an expiry 10 seconds ago', signed(claimsWith({ exp: now() - 10, iat: now() - 60 })), /expired/],
    ['a beginning in 10 minutes', signed(claimsWith({ nbf: now() + 600 })), /not active/],
    ['a time of issue in 10 minutes', signed(claimsWith({ iat: now() + 600, exp: now() + 900 })), /future/],
    ['a time of issue that is a text', signed(claimsWith({ iat: 'today' })), /iat/],
    ['an object as its subject', signed(claimsWith({ sub: { admin: true } })), /sub/],
    ['a number as its subject', signed(claimsWith({ sub: 7 })), /sub/],
    ['a subject of 10,000 characters', signed(claimsWith({ sub: 'x'.repeat(9000) })), /sub/],
    ['an empty subject', signed(claimsWith({ sub: '' })), /sub/],
    ['a critical extension', signed(claimsWith({}), { crit: ['exp'] }), /crit/],
    ['a payload that is not encoded', signed(claimsWith({}), { b64: false }), /b64/],
    ['a payload that is a list', signed([1, 2, 3]), /./],
    ['a payload that is no JSON', signed('no JSON'), /./],
    ['a secret in its issuer', signed(claimsWith({ iss: 'https://internal.example/secret' })), /issuer/],
  ];
  for (const [name, token, reason] of bad) {
    it(`make it invalid, are audited and not repeated: ${name}`, async () => {
      lines.length = 0;
      const { status, body } = await get(token);
      expect(status).to.equal(401);
      expect(body.detail)
        .to.match(reason)
        .and.match(/^The token was not accepted: [ a-z0-9(),]+\.$/)
        .and.not.include('jwt ')
        .and.not.include(tokens.audience);
      const audited = lines.map((line) => JSON.parse(line)).filter(({ audit }) => audit);
      expect(audited).to.have.length(1);
      expect(audited[0]).to.include({ msg: 'sign-in failed', address: '127.0.0.1', reason: body.detail });
    });
  }

  it('are read behind several blanks and any case of the scheme', async () => {
    for (const scheme of ['Bearer  ', 'bearer ', 'BEARER    ']) {
      const { status } = await api.get('/v1/genres', null, {
        headers: { Authorization: `${scheme}${goodToken()}` },
      });
      expect(status, scheme).to.equal(503);
    }
    for (const header of [
      `Basic ${goodToken()}`,
      `Bearer${goodToken()}`,
      `Bearer ${goodToken()} x`,
      'Bearer',
    ]) {
      const { status } = await api.get('/v1/genres', null, { headers: { Authorization: header } });
      expect(status, header).to.equal(401);
    }
  });
});

describe('failed sign-ins', () => {
  const forged = () =>
    jwt.sign({ scope: 'read' }, 'another secret that is long enough too', { expiresIn: 60 });

  it('get 429 above the limit of their address, where valid tokens still pass', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const api = await startApi('http://127.0.0.1:1', { signIn: { failuresPerMinute: 3 }, logger });
    try {
      const answers = [];
      for (let n = 0; n < 8; n++) answers.push(await api.get('/v1/genres', forged()));
      expect(answers.map(({ status }) => status)).to.deep.equal([401, 401, 401, 429, 429, 429, 429, 429]);
      expect(Number(answers[7]?.headers.get('retry-after'))).to.be.within(1, 60);
      expect(lines.filter((line) => line.includes('"audit":true'))).to.have.length(4);
      expect((await api.get('/v1/genres')).status).to.equal(503);
      expect((await api.get('/v1/genres', null)).status, 'without a token').to.equal(401);
    } finally {
      await api.close();
    }
  });

  it('are counted by the address that a known number of proxies has added', async () => {
    const api = await startApi('http://127.0.0.1:1', { signIn: { failuresPerMinute: 1, proxies: 1 } });
    const from = async (forwarded: string) =>
      (await api.get('/v1/genres', forged(), { headers: { 'X-Forwarded-For': forwarded } })).status;
    try {
      expect(await from('192.0.2.1')).to.equal(401);
      expect(await from('192.0.2.1')).to.equal(429);
      expect(await from('192.0.2.2')).to.equal(401);
      // What a client writes itself stands before what the proxy adds.
      expect(await from('198.51.100.9, 192.0.2.2')).to.equal(429);
    } finally {
      await api.close();
    }
  });

  it('do not believe X-Forwarded-For without a proxy', async () => {
    const api = await startApi('http://127.0.0.1:1', { signIn: { failuresPerMinute: 1 } });
    const from = async (forwarded: string) =>
      (await api.get('/v1/genres', forged(), { headers: { 'X-Forwarded-For': forwarded } })).status;
    try {
      expect(await from('192.0.2.1')).to.equal(401);
      expect(await from('192.0.2.2')).to.equal(429);
    } finally {
      await api.close();
    }
  });
});
