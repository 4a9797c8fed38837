import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { allQuestions } from '../../src/api/all-questions.js';
import { readIndexDescription } from '../../src/elasticsearch/index-description.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { loadEdition } from '../../src/load/load-edition.js';
import type { LoadRun } from '../../src/model/load-run.js';
import { hydrate, movieTimes, readAliases } from '../support/editions.js';
import { failureOf } from '../support/failure.js';
import { type Bulk, type FaultProxy, startFaultProxy, type Verdict } from '../support/fault-proxy.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('a load through a proxy that injects faults', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let direct: MarqueeClient;
  let hydration: string;

  before(async () => {
    direct = new MarqueeClient({ node: await sharedNodeUrl() });
    hydration = await hydrate(folder, 900, movieTimes(1));
  });
  after(() => direct.close());

  /** Loads in requests of 30 kB, each judged, with short pauses between retries. */
  async function load(judge: (bulk: Bulk) => Verdict | Promise<Verdict>, retries = 30, concurrency = 2) {
    const proxy = await startFaultProxy(await sharedNodeUrl(), judge);
    const client = new MarqueeClient({ node: proxy.url, maxRetries: 0 });
    try {
      const run = await loadEdition({
        questions: allQuestions,
        client,
        input: hydration,
        force: true,
        acceptShrink: true,
        bulk: { concurrency, flushBytes: 30_000, backOff: { retries, firstMs: 5, longestMs: 20 } },
      });
      return { run, proxy };
    } finally {
      await client.close();
      await proxy.close();
    }
  }

  async function expectAllOnce({ run }: { run: LoadRun; proxy: FaultProxy }): Promise<void> {
    expect(run).to.include({ outcome: 'published', failedDocuments: 0 });
    const index = `marquee-movies-${run.edition}`;
    const { count } = await direct.count({ index });
    expect(count).to.equal(900);
    const { indices } = await direct.indices.stats({ index, metric: ['docs', 'indexing'] });
    expect(indices?.[index]?.primaries?.docs?.count).to.equal(900);
  }

  /** A number from 0 to 1 that is the same on every run. */
  const scattered = (n: number): number => Math.abs((Math.sin(12.9898 * (n + 1)) * 43758.5453) % 1);

  const faults: [name: string, judge: (bulk: Bulk) => Verdict][] = [
    [
      'scattered documents are too much (429)',
      ({ number }) => ({ busy: (at) => scattered(17 * number + at) > 0.6, itemStatus: 429 }),
    ],
    [
      'scattered documents meet an unavailable shard (503)',
      ({ number }) => ({ busy: (at) => scattered(31 * number + at) > 0.8, itemStatus: 503 }),
    ],
    [
      'scattered requests are too much (429)',
      ({ number }) => (scattered(number) > 0.6 ? { status: 429 } : 'pass'),
    ],
    [
      'scattered requests meet no node (503)',
      ({ number }) => (scattered(number) > 0.6 ? { status: 503 } : 'pass'),
    ],
    ['connections break before the request', ({ number }) => (number % 3 === 0 ? 'drop' : 'pass')],
    ['answers are lost although all is stored', ({ number }) => (number % 3 === 0 ? 'lose' : 'pass')],
    ['requests are too large (413)', ({ lines }) => (lines.length > 20 ? { status: 413 } : 'pass')],
  ];
  for (const [name, judge] of faults) {
    it(`stores every document once when ${name}`, async () => {
      const loaded = await load(judge);
      await expectAllOnce(loaded);
      if (!name.includes('413')) expect(loaded.run.retries).to.be.greaterThan(0);
    });
  }

  it('sends nothing twice when nothing fails', async () => {
    const { run, proxy } = await load(() => 'pass');
    const documents = Object.values(run.documents ?? {}).reduce((a, b) => a + b, 0);
    expect(proxy.documents).to.equal(documents);
    expect(run.retries).to.equal(0);
  });

  it('fails when Elasticsearch stays busy, publishes nothing and leaves nothing behind', async () => {
    const before = await readAliases(direct);
    const failure = await failureOf(load(() => ({ busy: (at) => at === 0, itemStatus: 429 }), 3));
    expect(failure.message)
      .to.match(
        /did not take 1 documents for marquee-movies-\d+ in 4 attempts: 429 es_rejected_execution_exception/,
      )
      .and.include('Nothing was published; the new indices were removed.');
    expect(await readAliases(direct)).to.deep.equal(before);
  });

  it('fails without a retry when it must not write (403)', async () => {
    const before = await readAliases(direct);
    const failure = await failureOf(load(() => ({ status: 403 })));
    expect(failure.message).to.include('injected').and.include('Nothing was published');
    expect(await readAliases(direct)).to.deep.equal(before);
  });

  it('fails when the index is blocked as by a full disk, and publishes nothing', async () => {
    const before = await readAliases(direct);
    const failure = await failureOf(
      load(async ({ number, index }): Promise<Verdict> => {
        if (number === 3)
          await direct.indices.putSettings({
            index,
            settings: { 'index.blocks.read_only_allow_delete': true },
          });
        return 'pass';
      }, 3),
    );
    expect(failure.message)
      .to.match(/cluster_block_exception.*read-only/s)
      .and.include('Nothing was published');
    expect(await readAliases(direct)).to.deep.equal(before);
  });

  it('rejects an index that was deleted and created again meanwhile, with the same mapping', async () => {
    const before = await readAliases(direct);
    const failure = await failureOf(
      load(
        async ({ number, index }): Promise<Verdict> => {
          if (number === 5) {
            const { settings, mappings } = await readIndexDescription('movies');
            await direct.indices.delete({ index });
            await direct.indices.create({ index, settings, mappings });
          }
          return 'pass';
        },
        6,
        1,
      ),
    );
    expect(failure.message)
      .to.match(/uuid movies: expected \S+, found/)
      .and.match(/count movies: expected 900/);
    expect(await readAliases(direct)).to.deep.equal(before);
  });

  it('resumes a load without sending again what is stored', async () => {
    // The loader dies, as far as Elasticsearch can tell: even its undoing fails.
    const proxy = await startFaultProxy(await sharedNodeUrl(), ({ number }) =>
      number < 6 ? 'pass' : 'drop',
    );
    const client = new MarqueeClient({ node: proxy.url, maxRetries: 0 });
    const doomed = loadEdition({
      questions: allQuestions,
      client,
      input: hydration,
      force: true,
      acceptShrink: true,
      lockMilliseconds: 1000,
      bulk: { concurrency: 1, flushBytes: 30_000, backOff: { retries: 40, firstMs: 50, longestMs: 50 } },
    });
    while (proxy.bulks < 8) await new Promise((resolve) => setTimeout(resolve, 20));
    await proxy.close();
    const failing = failureOf(doomed);
    const stored = proxy.documents;
    const second = await startFaultProxy(await sharedNodeUrl(), () => 'pass');
    const other = new MarqueeClient({ node: second.url });
    const run = await loadEdition({
      questions: allQuestions,
      client: other,
      input: hydration,
      force: true,
      resume: true,
      acceptShrink: true,
    });
    await other.close();
    await second.close();
    expect(run.outcome).to.equal('published');
    expect(stored).to.be.greaterThan(0);
    const documents = Object.values(run.documents ?? {}).reduce((a, b) => a + b, 0);
    expect(stored + second.documents).to.equal(documents);
    await client.close();
    expect((await failing).message).not.to.equal('it did not fail');
    const { count } = await direct.count({ index: 'marquee-movies' });
    expect(count).to.equal(900);
  });

  it('writes to failed-documents.ndjson why documents were rejected', async () => {
    await failureOf(load(() => 'pass'));
    const failure = await failureOf(
      load(({ number }) => (number === 0 ? { busy: () => true, itemStatus: 400 } : 'pass')),
    );
    expect(failure.message).to.match(/rejected \d+ of \d+ documents/);
    const [first] = (await readFile(join(hydration, 'failed-documents.ndjson'), 'utf8')).split('\n');
    expect(JSON.parse(first as string))
      .to.deep.include({ id: '1', status: 400 })
      .and.have.nested.property('document.title', 'Film 1');
  });
});
