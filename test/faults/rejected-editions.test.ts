import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { sealHydrationFolder } from '../../src/hydration/hydration-folder.js';
import { movieColumns } from '../../src/sources/the-movies-dataset.js';
import { movieLine } from '../support/edition.js';
import { hydrate, movieTimes, readAliases, writeMovies } from '../support/editions.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { marquee, type Outcome } from '../support/marquee.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const movies = 200;
const line = (id: number, cells = {}): string => movieLine({ ...movieTimes(2)(id), ...cells });
const lines = (count: number, cells = {}): string[] =>
  Array.from({ length: count }, (_, at) => line(at + 1, cells));

describe('marquee reload', function () {
  this.timeout(120_000);
  const [folder, liveFolder] = [temporaryFolder(), temporaryFolder()];
  let client: MarqueeClient;
  let settings: Record<string, string>;

  before(async () => {
    settings = { ELASTICSEARCH_URL: await sharedNodeUrl(), MARQUEE_LOCK_SECONDS: '2' };
    client = new MarqueeClient({ node: settings.ELASTICSEARCH_URL as string });
    await loadAndPublish(client, await hydrate(liveFolder, movies, movieTimes(1)));
  });
  after(() => client.close());

  let editions = 0;
  /** Reloads an edition of these lines. */
  async function reload(
    rows: readonly string[],
    ...flags: string[]
  ): Promise<Outcome & { out: string; folder: string }> {
    const edition = join(folder, `edition-${editions++}`);
    await mkdir(edition);
    await writeMovies(edition, rows);
    const hydration = join(edition, 'hydration');
    const outcome = await marquee(['reload', '--input', edition, '--out', hydration, ...flags], settings);
    return { ...outcome, folder: hydration };
  }

  const blank = ','.repeat(movieColumns.length - 1);
  const refused: [name: string, rows: string[], reason: RegExp][] = [
    [
      'of which 96 % of the rows are blank',
      lines(movies).flatMap((row, at) => [row, ...Array.from({ length: at === 0 ? 1 : 24 }, () => blank)]),
      /only 200 of \d+ rows are usable; at least 50 % must be.*Most of them are blank: this looks like a copy saved by a spreadsheet/s,
    ],
    [
      'with 30 % fewer movies',
      lines(0.7 * movies),
      /shrink movies: expected at least 90 % of the 200 that are live, found 140 \(70 %\)/,
    ],
    [
      'without any revenue',
      lines(movies, { revenue: '0' }),
      /shrink known revenues: expected at least 90 % of the 200 that are live, found 0 \(0 %\)/,
    ],
    [
      'of which a field is much less known',
      lines(movies).map((row, at) => (at % 2 ? row : line(at + 1, { popularity: '' }))),
      /shrink coverage of popularity: expected known for at least 90 %, because 100 % are live, found 50 %/,
    ],
    [
      'without its companies',
      lines(movies, { production_companies: '[]' }),
      /shrink companies: expected at least 90 % of the 2 that are live, found 0/,
    ],
  ];
  for (const [name, rows, reason] of refused) {
    it(`rejects an edition ${name}, with its reason and exit code 3, and readers notice nothing`, async () => {
      const before = await readAliases(client);
      const { code, err } = await reload(rows);
      expect(err).to.match(reason);
      expect(code).to.equal(3);
      expect(await readAliases(client)).to.deep.equal(before);
    });
  }

  it('rejects a damaged hydration file, and one that differs from what its transform counted', async () => {
    const before = await readAliases(client);
    const hydration = join(liveFolder, 'hydration');
    const damaged = join(folder, 'damaged');
    await cp(hydration, damaged, { recursive: true });
    const path = join(damaged, 'movies.ndjson');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"revenue":3000000', '"revenue":3000001'));
    const load = () => marquee(['load', '--input', damaged, '--force'], settings);
    const first = await load();
    expect(first.err).to.match(/movies\.ndjson is not the file that the transform wrote/);
    expect(first.code).to.equal(3);
    await sealHydrationFolder(damaged, JSON.parse(await readFile(join(damaged, 'report.json'), 'utf8')));
    const second = await load();
    expect(second.err).to.match(
      /total revenue: expected 600,000,000 over 200 movies, found 600,000,001 over 200 movies/,
    );
    expect(second.code).to.equal(3);
    expect(await readAliases(client)).to.deep.equal(before);
  });

  it('publishes a smaller edition with --accept-shrink, and names the accepted checks', async () => {
    const { code, out, err } = await reload(lines(140), '--accept-shrink');
    expect({ code, err }).to.deep.equal({ code: 0, err: '' });
    expect(out)
      .to.match(/compared with edition \d+: 0 movies added, 60 removed, 140 changed, 0 unchanged/)
      .and.match(/A Studio \(7\), revenue: \$600,000,000 → \$840,000,000/)
      .and.match(/accepted: shrink movies: expected at least 90 % of the 200/)
      .and.match(/edition \d+ is live; it replaced \d+/);
    await loadAndPublish(client, join(liveFolder, 'hydration'));
  });

  it('stages an edition with --no-publish, until marquee publish; says when there is nothing to do', async () => {
    const before = await readAliases(client);
    const held = await reload(lines(movies), '--no-publish', '--json');
    expect(held).to.include({ code: 0, err: '' });
    const { run } = JSON.parse(held.out.trim().split('\n').at(-1) as string);
    expect(run).to.include({ outcome: 'staged', verb: 'reload', rowsRead: 200, rowsRejected: 0 });
    const { [`marquee-movies-${run.edition}`]: aliases, ...others } = await readAliases(client);
    expect(aliases).to.deep.equal([]);
    expect(others).to.include.keys(Object.keys(before));
    expect(JSON.parse(await readFile(join(held.folder, 'load-report.json'), 'utf8'))).to.deep.equal(run);

    const published = await marquee(['publish', run.edition], settings);
    expect(published).to.include({ code: 0, err: '' });
    expect((await readAliases(client))[`marquee-movies-${run.edition}`]).to.deep.equal(['marquee-movies']);
    const again = await reload(lines(movies));
    expect(again).to.include({ code: 0, err: '' });
    expect(again.out).to.match(/reload: nothing to do.*which is live, has exactly these documents/s);
  });

  it('invents no edition by --sample where a real one is live', async () => {
    const { code, out } = await marquee(['reload', '--sample'], { ...settings, MARQUEE_DATA: folder });
    expect(code).to.equal(0);
    expect(out).to.match(/^edition \d+, which is no sample, is live and stays/);
  });

  it('needs no Elasticsearch with --dry-run', async () => {
    const nowhere = { ELASTICSEARCH_URL: 'http://127.0.0.1:1' };
    const hydration = join(liveFolder, 'hydration');
    const load = await marquee(['load', '--input', hydration, '--dry-run'], nowhere);
    expect(load).to.include({ code: 0, err: '' });
    expect(load.out).to.match(/200 movies, 2 companies.*Elasticsearch was not touched/s);
    const { code, out } = await marquee(
      ['reload', '--input', liveFolder, '--out', join(folder, 'dry'), '--dry-run'],
      nowhere,
    );
    expect(code).to.equal(0);
    expect(out).to.include('Elasticsearch was not touched');
    const real = await marquee(['load', '--input', hydration], nowhere);
    expect(real.code).to.equal(1);
  });
});
