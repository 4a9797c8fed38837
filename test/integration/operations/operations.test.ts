import { Writable } from 'node:stream';
import { expect } from 'chai';
import { pino } from 'pino';
import { allQuestions } from '../../../src/api/all-questions.js';
import { mintToken } from '../../../src/api/auth/mint-token.js';
import { loadEdition } from '../../../src/load/load-edition.js';
import { LoaderLock } from '../../../src/load/lock/loader-lock.js';
import { readHistory } from '../../../src/load/run-history.js';
import { goodToken, startApi, type TestApi, tokens } from '../../support/api.js';
import { movieLine } from '../../support/edition.js';
import { loadedEdition } from '../../support/loaded-edition.js';
import { sharedNodeUrl } from '../../support/shared-node.js';

describe('operations over HTTP', function () {
  this.timeout(120_000);
  const loaded = loadedEdition([movieLine({ id: '1' })]);
  const admin = mintToken(tokens, { subject: 'alice', scope: 'admin', seconds: 3600 });
  const lines: Record<string, unknown>[] = [];
  let api: TestApi;
  before(async () => {
    const logger = pino(
      { level: 'info' },
      new Writable({
        write(chunk, _encoding, done) {
          lines.push(JSON.parse(String(chunk)));
          done();
        },
      }),
    );
    api = await startApi(await sharedNodeUrl(), { logger });
  });
  after(() => api?.close());

  const post = (path: string, body: unknown, token: string | null = admin, type = 'application/json') =>
    api.get(`/v1/operations/${path}`, token, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const audit = () => lines.filter((line) => line.audit === true).at(-1);
  const live = async (): Promise<string> => (await api.get('/readyz', null)).body.edition;

  it('publish a staged edition, roll it back, and record both with the subject of the token', async () => {
    const { client, hydration: input } = loaded;
    const before = await live();
    const { edition } = await loadEdition({
      client,
      input,
      questions: allQuestions,
      force: true,
      publish: false,
    });
    const published = await post('publish', { edition });
    expect([published.status, published.body.data.outcome]).to.deep.equal([200, 'published']);
    expect(await live()).to.equal(edition);
    expect(audit()).to.include({
      operation: 'operations/publish',
      subject: 'alice',
      outcome: 'published',
      edition,
      previous: before,
      requestId: published.headers.get('x-request-id'),
    });
    const back = await post('rollback', {});
    expect(back.body.data.edition).to.equal(before);
    expect(await live()).to.equal(before);
    const [last, first] = await readHistory(client, 2);
    expect([first?.verb, first?.user, last?.verb, last?.user]).to.deep.equal([
      'publish',
      'token:alice',
      'rollback',
      'token:alice',
    ]);
  });

  it('need the scope `admin`, whatever the body', async () => {
    const before = await live();
    const statuses = [];
    for (const token of [
      null,
      goodToken(),
      mintToken(tokens, { subject: 'p', scope: 'metrics', seconds: 60 }),
    ]) {
      statuses.push(
        (await post('rollback', {}, token)).status,
        (await api.get('/v1/operations/status', token)).status,
      );
    }
    expect(statuses).to.deep.equal([401, 401, 403, 403, 403, 403]);
    expect(await live()).to.equal(before);
  });

  it('return 409 for an edition that cannot go live, and record that too', async () => {
    const { status, body } = await post('publish', { edition: '20010101000000' });
    expect([status, body.type]).to.deep.equal([409, '/problems/edition-rejected']);
    expect(body.detail).to.include('20010101000000');
    expect(audit()).to.include({ subject: 'alice', outcome: 'rejected' });
  });

  it('return 409 while another loader runs; the status names it', async () => {
    const lock = await LoaderLock.acquire(loaded.client, 'somebody else', 3000);
    const [answer, status] = await Promise.all([
      post('rollback', {}),
      api.get('/v1/operations/status', admin),
    ]);
    await lock.release();
    expect([answer.status, answer.body.type]).to.deep.equal([409, '/problems/locked']);
    expect(answer.body.detail).to.include('somebody else');
    expect(status.body.data.lock.owner).to.equal('somebody else');
    const free = (await api.get('/v1/operations/status', admin)).body.data;
    expect(free.lock).to.equal(null);
    expect(free.live).to.equal(await live());
    expect(free.editions.map(({ state }: { state: string }) => state)).to.include('live');
  });

  it('accept only a small JSON object with valid members', async () => {
    const cases: [unknown, string, number, string][] = [
      [{ edition: '*' }, 'application/json', 400, 'invalid-parameter'],
      [{ edition: 20010101000000 }, 'application/json', 400, 'invalid-parameter'],
      [{ edition: ['20010101000000'] }, 'application/json', 400, 'invalid-parameter'],
      [{}, 'application/json', 400, 'invalid-parameter'],
      [{ edition: '20010101000000', index: 'x' }, 'application/json', 400, 'invalid-parameter'],
      ['{"__proto__": {"edition": "20010101000000"}}', 'application/json', 400, 'invalid-parameter'],
      ['[]', 'application/json', 400, 'malformed-body'],
      ['{', 'application/json', 400, 'malformed-body'],
      ['edition=20010101000000', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
      [`{"edition": "${'9'.repeat(2000)}"}`, 'application/json', 413, 'body-too-large'],
    ];
    for (const [body, type, status, kind] of cases) {
      const answer = await post('publish', body, admin, type);
      expect([answer.status, answer.body.type]).to.deep.equal([status, `/problems/${kind}`], String(body));
    }
  });

  it('are not performed by a GET', async () => {
    const { status, headers } = await api.get('/v1/operations/rollback', admin);
    expect([status, headers.get('allow')]).to.deep.equal([405, 'POST']);
  });

  it('are described in OpenAPI', async () => {
    const { paths } = (await api.get('/openapi.json', null)).body;
    expect(
      paths['/v1/operations/publish'].post.requestBody.content['application/json'].schema,
    ).to.deep.include({
      required: ['edition'],
      additionalProperties: false,
    });
    expect(paths['/v1/operations/rollback'].post.security).to.deep.equal([{ token: ['admin'] }]);
    expect(paths['/v1/operations/status'].get.security).to.deep.equal([{ token: ['admin'] }]);
  });
});
