import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { KeysUnavailableError, PublishedKeys } from '../../../../src/api/auth/published-keys.js';

const jwk = (kid: string) => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  kid,
});
const known = jwk('known');
const rotated = jwk('rotated');

const publish =
  (...keys: object[]): RequestListener =>
  (_request, response) =>
    response.end(JSON.stringify({ keys }));

/** Begins an answer that does not end by itself. */
function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': '100000' });
  response.write('{"keys": [');
}

const faults: Record<string, RequestListener> = {
  'is cut': (_request, response) => {
    begin(response);
    setTimeout(() => response.destroy(), 20);
  },
  'stalls before the head': () => {},
  'stalls in the middle': (_request, response) => begin(response),
  drips: (_request, response) => {
    begin(response);
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  },
  'has more than a megabyte': (_request, response) =>
    response.end(JSON.stringify({ keys: [known, { kid: 'x'.repeat(2 ** 20) }] })),
  'is no set of keys': (_request, response) => response.end('<html>'),
  'is an error': (_request, response) => response.writeHead(500).end('{}'),
};

describe('published keys', () => {
  let server: Server;
  let uri: string;
  let answer: RequestListener;
  let fetches: number;

  beforeEach(async () => {
    fetches = 0;
    answer = publish(known);
    server = createServer((request, response) => {
      fetches++;
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  /** What became of looking a key up, and after how many milliseconds. */
  async function outcomeOf(keys: PublishedKeys, kid: string): Promise<{ outcome: string; after: number }> {
    const began = performance.now();
    const outcome = await keys.find(kid).then(
      (key) => (key === undefined ? 'not published' : 'found'),
      (error: unknown) => (error instanceof KeysUnavailableError ? 'unavailable' : String(error)),
    );
    return { outcome, after: performance.now() - began };
  }

  for (const [name, fault] of Object.entries(faults)) {
    it(`are unavailable after the deadline when the answer of their server ${name}`, async () => {
      answer = fault;
      const { outcome, after } = await outcomeOf(
        new PublishedKeys(uri, { maxAge: 100, deadline: 150 }),
        'known',
      );
      expect(outcome).to.equal('unavailable');
      expect(after).to.be.lessThan(1000);
    });

    it(`stay usable once they are known when a later answer ${name}`, async () => {
      const keys = new PublishedKeys(uri, { maxAge: 50, deadline: 200 });
      expect((await outcomeOf(keys, 'known')).outcome).to.equal('found');
      answer = fault;
      for (let round = 0; round < 2; round++) {
        await sleep(60);
        expect((await outcomeOf(keys, 'known')).outcome).to.equal('found');
      }
      answer = publish(rotated);
      // Answered from the known keys until a fetch has succeeded.
      const deadline = performance.now() + 5000;
      while ((await outcomeOf(keys, 'known')).outcome === 'found' && performance.now() < deadline)
        await sleep(10);
      expect((await outcomeOf(keys, 'known')).outcome, 'withdrawn').to.equal('not published');
      expect((await outcomeOf(keys, 'rotated')).outcome).to.equal('found');
    });
  }

  it('stay usable while their server is away', async () => {
    const keys = new PublishedKeys(uri, { maxAge: 50 });
    expect((await outcomeOf(keys, 'known')).outcome).to.equal('found');
    server.close();
    server.closeAllConnections();
    await sleep(60);
    expect((await outcomeOf(keys, 'known')).outcome).to.equal('found');
    expect((await outcomeOf(keys, 'other')).outcome).to.equal('unavailable');
  });

  it('are fetched at most ten times a minute for ids that nobody publishes, one fetch at a time', async () => {
    const keys = new PublishedKeys(uri, { maxAge: 60_000 });
    let inFlight = 0;
    let most = 0;
    answer = (request, response) => {
      most = Math.max(most, ++inFlight);
      setTimeout(() => {
        inFlight--;
        publish(known)(request, response);
      }, 5);
    };
    for (let round = 0; round < 40; round++) {
      const ids = Array.from({ length: 10 }, (_, at) => `made-up-${round}-${at}`);
      const outcomes = await Promise.all([...ids, 'known'].map((kid) => outcomeOf(keys, kid)));
      expect(outcomes.pop()?.outcome).to.equal('found');
      expect([...new Set(outcomes.map(({ outcome }) => outcome))]).to.deep.equal(['not published']);
    }
    expect(fetches).to.be.at.most(11);
    expect(most).to.equal(1);
  });

  it('are read again when they are old, however many made-up ids have used up their budget', async () => {
    const keys = new PublishedKeys(uri, { maxAge: 100 });
    for (let n = 0; n < 50; n++) await outcomeOf(keys, `made-up-${n}`);
    answer = publish(known, rotated);
    await sleep(110);
    expect((await outcomeOf(keys, 'rotated')).outcome).to.equal('found');
  });

  it('of unknown kinds or for other uses are left out', async () => {
    answer = publish({ kty: 'unknown', kid: 'odd' }, { ...rotated, use: 'enc' }, known);
    const keys = new PublishedKeys(uri, { maxAge: 1000 });
    expect((await outcomeOf(keys, 'known')).outcome).to.equal('found');
    expect((await outcomeOf(keys, 'odd')).outcome).to.equal('not published');
    expect((await outcomeOf(keys, 'rotated')).outcome).to.equal('not published');
  });
});
