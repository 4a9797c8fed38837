import { expect } from 'chai';
import { allQuestions } from '../../../src/api/all-questions.js';
import { mintToken } from '../../../src/api/auth/mint-token.js';
import { listStoredEditions } from '../../../src/editions/stored-editions.js';
import { readIndexDescription } from '../../../src/elasticsearch/index-description.js';
import { readManifest } from '../../../src/hydration/read-hydration.js';
import { loadEdition } from '../../../src/load/load-edition.js';
import { readHistory } from '../../../src/load/run-history.js';
import { tokens } from '../../support/api.js';
import { movieLine } from '../../support/edition.js';
import { loadedEdition } from '../../support/loaded-edition.js';

/** A run as the version with "generations" wrote it. */
const oldRun = (number: number, run: Record<string, unknown>) => ({
  id: `2026090106300${number}-0badcafe`,
  verb: 'reload',
  outcome: 'published',
  startedAt: `2026-09-01T06:30:0${number}.000Z`,
  finishedAt: '2026-09-01T06:31:00.000Z',
  seconds: 60,
  user: 'alice',
  host: 'loader',
  version: '0.1.0',
  generation: '20260901063000',
  previous: null,
  inputs: [],
  rows: {},
  rowsRead: 1,
  rowsRejected: 0,
  rowsRepaired: 0,
  documents: null,
  retries: 0,
  refused: 0,
  stages: [{ name: 'retire', seconds: 0.1 }],
  checks: [],
  changes: null,
  warnings: [],
  error: null,
  ...run,
});

describe('an upgrade from the version with generations (schema version 4)', function () {
  this.timeout(120_000);
  const index = 'marquee-loads';
  const loaded = loadedEdition([movieLine({ id: '1', vote_average: '7.5' })]);
  const admin = mintToken(tokens, { subject: 'alice', scope: 'admin', seconds: 3600 });

  before(async () => {
    const { client } = loaded;
    const { settings, mappings } = await readIndexDescription(index);
    const { edition: _, failedDocuments: __, ...fields } = mappings.properties ?? {};
    const properties = { ...fields, generation: { type: 'keyword' }, refused: { type: 'long' } } as const;
    await client.indices.delete({ index }, { ignore: [404] });
    await client.indices.create({ index, settings, mappings: { ...mappings, properties } });
    const runs = [
      oldRun(1, {}),
      oldRun(2, { verb: 'load', outcome: 'held' }),
      oldRun(3, { verb: 'load', outcome: 'refused', refused: 7, error: 'refused 7 documents' }),
      oldRun(4, { outcome: 'running', finishedAt: null, seconds: null, generation: null }),
    ];
    for (const run of runs) await client.index({ index, id: run.id, document: run });
    await client.indices.refresh({ index });
  });

  it('keeps the history: old runs are read as runs of editions', async () => {
    const runs = await readHistory(loaded.client, 10);
    expect(
      runs.map(({ outcome, edition, failedDocuments }) => [outcome, edition, failedDocuments]),
    ).to.deep.equal([
      ['running', null, 0],
      ['rejected', '20260901063000', 7],
      ['staged', '20260901063000', 0],
      ['published', '20260901063000', 0],
    ]);
    for (const run of runs) expect(run).not.to.have.any.keys('generation', 'refused');
  });

  it('serves it at /v1/operations/loads', async () => {
    const { status, body } = await loaded.api.get('/v1/operations/loads?limit=10', admin);
    expect(status).to.equal(200);
    expect(body.data.map(({ edition }: { edition: string }) => edition)).to.deep.equal([
      null,
      '20260901063000',
      '20260901063000',
      '20260901063000',
    ]);
  });

  it('loads over a live edition of the old version, whose fields had other names, and lists it as previous', async () => {
    const { client, edition, hydration } = loaded;
    const movies = client.names.index('movies', edition);
    const manifest = await readManifest(hydration);
    const { rating, votes, movieLens, ...coverage } = manifest.coverage;
    const stored = (await client.indices.getMapping({ index: movies }))[movies]?.mappings._meta;
    const { edition: _, ...meta } = stored ?? {};
    const oldManifest = {
      ...manifest,
      schemaVersion: 4,
      coverage: { ...coverage, voteAverage: rating, voteCount: votes, ratings: movieLens },
    };
    const old = { ...meta, generation: edition, manifest: oldManifest };
    await client.indices.putMapping({ index: movies, _meta: old });

    const run = await loadEdition({ client, input: hydration, questions: allQuestions, force: true });
    expect(run).to.include({ outcome: 'published', previous: edition });
    const listed = (await listStoredEditions(client)).slice(-2);
    expect(listed.map((one) => [one.edition, one.state])).to.deep.equal([
      [edition, 'previous'],
      [run.edition, 'live'],
    ]);
    expect(listed[0]?.meta?.manifest).to.include({ schemaVersion: 4 });
    expect(listed[0]?.meta?.manifest.coverage).to.deep.equal(manifest.coverage);
  });

  it('has recorded that load beside the old runs, and the one that never ended as crashed', async () => {
    const runs = await readHistory(loaded.client, 10);
    expect(runs.map(({ outcome }) => outcome)).to.deep.equal([
      'published',
      'crashed',
      'rejected',
      'staged',
      'published',
    ]);
    expect(runs[0]?.warnings).to.deep.equal([]);
    expect(runs[1]?.error).to.equal('The loader exited without recording an outcome.');
  });
});
