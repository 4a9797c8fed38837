import { expect } from 'chai';
import { allQuestions } from '../../../src/api/all-questions.js';
import { readMeta, updateMeta } from '../../../src/editions/edition-meta.js';
import { findLiveEdition } from '../../../src/editions/find-live-edition.js';
import { listStoredEditions } from '../../../src/editions/stored-editions.js';
import { loadEdition } from '../../../src/load/load-edition.js';
import { pruneEditions } from '../../../src/load/prune-editions.js';
import { rollBack } from '../../../src/load/publish-edition.js';
import { RunRecorder } from '../../../src/load/run-recorder.js';
import { type Manifest, schemaVersion } from '../../../src/model/manifest.js';
import { startApi } from '../../support/api.js';
import { movieLine } from '../../support/edition.js';
import { loadAndPublish, loadedEdition } from '../../support/loaded-edition.js';
import { sharedNodeUrl } from '../../support/shared-node.js';

describe('an edition of another schema version', function () {
  this.timeout(120_000);
  const loaded = loadedEdition([movieLine({ id: '1' })]);

  /** Makes an edition look as if another version of Marquee had loaded it. */
  async function pretend(edition: string, version: number): Promise<void> {
    const meta = await readMeta(loaded.client, edition);
    await updateMeta(loaded.client, edition, {
      manifest: { ...(meta?.manifest as Manifest), schemaVersion: version },
    });
  }

  // Suites that share the node may have left editions.
  before(() => pruneEditions(loaded.client, 1));

  for (const [kind, found] of [
    ['newer', schemaVersion + 1],
    ['older', schemaVersion - 1],
  ] as const) {
    it(`fails readiness and every question when it is ${kind} and the only one, naming both versions; the server stays alive`, async () => {
      await pretend(loaded.edition, found);
      const api = await startApi(await sharedNodeUrl());
      const ready = await api.get('/readyz', null);
      const answer = await api.get('/v1/genres');
      const alive = await api.get('/livez', null);
      await api.close();
      await pretend(loaded.edition, schemaVersion);
      for (const { status, body } of [ready, answer]) {
        expect([status, body.type]).to.deep.equal([503, '/problems/schema-version']);
        expect(body.detail).to.include(`schema version ${found}`).and.include(`reads ${schemaVersion}`);
      }
      expect(alive.status).to.equal(200);
    });
  }

  it('is rejected even when a request names it; the live one still answers', async () => {
    const older = loaded.edition;
    await loadAndPublish(loaded.client, loaded.hydration);
    await pretend(older, schemaVersion - 1);
    const api = await startApi(await sharedNodeUrl());
    const named = await api.get(`/v1/genres?edition=${older}`);
    const live = await api.get('/v1/genres');
    await api.close();
    expect([named.status, named.body.type]).to.deep.equal([503, '/problems/schema-version']);
    expect(live.status).to.equal(200);
  });

  it('is not served while one of the own version is kept: a running server goes on with that, until one that it reads is live', async () => {
    const right = await findLiveEdition(loaded.client);
    const api = await startApi(await sharedNodeUrl());
    const served = async () => (await api.get('/v1/genres')).body.meta.edition;
    expect(await served()).to.equal(right);
    const next = await loadAndPublish(loaded.client, loaded.hydration);
    await pretend(next, schemaVersion + 1);
    const late = await startApi(await sharedNodeUrl());
    expect((await late.get('/readyz', null)).body).to.include({ status: 'ready', edition: right });
    await late.close();
    await rollBack(right, { client: loaded.client, recorder: new RunRecorder('rollback') });
    expect((await api.get('/readyz', null)).status).to.equal(200);
    expect(await served()).to.equal(right);
    await api.close();
  });

  it('is served by a new version in place of a live one of an older version as soon as it is staged', async () => {
    const { client, hydration } = loaded;
    for (const { edition } of await listStoredEditions(client)) await pretend(edition, schemaVersion - 1);
    const api = await startApi(await sharedNodeUrl());
    expect((await api.get('/readyz', null)).body.type).to.equal('/problems/schema-version');
    const { edition } = await loadEdition({
      client,
      input: hydration,
      questions: allQuestions,
      publish: false,
      force: true,
    });
    expect((await api.get('/readyz', null)).body).to.include({ status: 'ready', edition });
    expect((await api.get('/v1/genres')).body.meta.edition).to.equal(edition);
    await api.close();
    for (const one of await listStoredEditions(client)) await pretend(one.edition, schemaVersion);
  });
});
