import { expect } from 'chai';
import { readMeta, updateMeta } from '../../../src/editions/edition-meta.js';
import { findLiveEdition } from '../../../src/editions/find-live-edition.js';
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

  for (const [kind, found] of [
    ['newer', schemaVersion + 1],
    ['older', schemaVersion - 1],
  ] as const) {
    it(`fails readiness and every question when it is ${kind}, naming both versions; the server stays alive`, async () => {
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

  it('is noticed by a running server, which recovers by itself when another is live', async () => {
    const right = await findLiveEdition(loaded.client);
    const next = await loadAndPublish(loaded.client, loaded.hydration);
    await pretend(next, schemaVersion + 1);
    const api = await startApi(await sharedNodeUrl());
    expect((await api.get('/readyz', null)).status).to.equal(503);
    await rollBack(right, { client: loaded.client, recorder: new RunRecorder('rollback') });
    expect((await api.get('/readyz', null)).status).to.equal(200);
    expect((await api.get('/v1/genres')).body.meta.edition).to.equal(right);
    await api.close();
  });
});
