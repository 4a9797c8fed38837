import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { allQuestions } from '../../src/api/all-questions.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { loadEdition } from '../../src/load/load-edition.js';
import { startApi, type TestApi } from '../support/api.js';
import { entities } from '../support/edition.js';
import { hydrate, type MakeMovie } from '../support/editions.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Movies of several genres and companies, some without money; later editions have more movies, and other figures. */
const movieOf =
  (factor: number): MakeMovie =>
  (id) => ({
    id: String(id),
    title: `Film ${id}`,
    release_date: `${1990 + (id % 12)}-05-04`,
    genres:
      id % 9 === 0 ? '[]' : entities([10 + (id % 5), `Genre ${id % 5}`], [20 + (id % 3), `Other ${id % 3}`]),
    production_companies: entities([7 + (id % 11), `Studio ${id % 11}`], [50, 'Everywhere']),
    budget: id % 4 === 0 ? '0' : String(1_000_000 * factor + id),
    revenue: id % 6 === 0 ? '0' : String(3_000_000 * factor + 7 * id),
    popularity: String(factor + id / 10),
    vote_count: String(10 * factor + id),
    vote_average: '6.5',
  });

// biome-ignore lint/suspicious/noExplicitAny: rows of every question
type Row = any;

const members = [
  'budget',
  'revenue',
  'profit',
  'popularity',
  'weightedRating',
  'medianRevenue',
  'returnOnInvestment',
];

describe('a comparison with another edition', function () {
  this.timeout(120_000);
  const [folder, otherFolder] = [temporaryFolder(), temporaryFolder()];
  let client: MarqueeClient;
  let api: TestApi;
  let previous: string;
  let live: string;

  before(async () => {
    const url = await sharedNodeUrl();
    client = new MarqueeClient({ node: url });
    previous = await loadAndPublish(client, await hydrate(folder, 30, movieOf(1)));
    live = await loadAndPublish(client, await hydrate(otherFolder, 60, movieOf(2)));
    api = await startApi(url);
  });
  after(async () => {
    await api.close();
    await client.close();
  });

  const get = async (path: string) => {
    const { status, body } = await api.get(path);
    expect(status, path).to.equal(200);
    return body;
  };
  /** What identifies a row: everything but its figures. */
  const keyOf = ({ rank: _1, links: _2, compared: _3, change: _4, releases: _5, ...row }: Row) =>
    JSON.stringify(Object.entries(row).filter(([name]) => !members.includes(name)));
  const figureOf = (figure: Row) =>
    typeof figure === 'number' ? figure : Object.entries(figure).find(([name]) => name !== 'known')?.[1];

  const calls = [
    '/v1/movies/aggregate?group=genre&measures=releases,revenue,weightedRating',
    '/v1/movies/aggregate?group=company,year&measures=revenue,popularity&sort=-revenue',
    '/v1/movies/aggregate?group=genre,genre,decade&unknown=include&measures=medianRevenue',
    '/v1/movies/aggregate?group=year&gaps=fill&measures=profit&from=1985',
    '/v1/movies/aggregate?measures=releases,returnOnInvestment',
    '/v1/companies/top?sort=-revenue',
    '/v1/companies/50/partners?by=profit',
    '/v1/genres/top?by=popularity',
    '/v1/countries/top',
    '/v1/movies/summary-by-year',
    '/v1/companies/7/summary-by-year?gaps=fill',
    '/v1/genres/12/revenue-by-year?adjust=inflation&base=2000',
    '/v1/genres/summary-by-year',
    '/v1/genres/most-popular-by-year?ranking=full&by=revenue',
  ];
  for (const call of calls) {
    it(`has the figures of the same groups in that edition, and the change: ${call}`, async () => {
      const join = call.includes('?') ? '&' : '?';
      const paged = /aggregate|top|partners/.test(call) ? '&limit=1000' : '';
      const { data, meta } = await get(`${call}${join}compare=${previous}${paged}`);
      const other = await get(`${call}${join}edition=${previous}${paged}`);
      const there = new Map<string, Row>(other.data.map((row: Row) => [keyOf(row), row]));
      expect(meta.compared).to.deep.include({ edition: previous });
      let absent = 0;
      for (const row of data) {
        const same = there.get(keyOf(row));
        const { compared, change, links: _1, rank: _2, ...figures } = row;
        if (compared === null) {
          absent++;
          expect(change).to.equal(null);
          continue;
        }
        expect(compared.edition).to.equal(previous);
        expect(compared.links.movies).to.include(`edition=${previous}`);
        for (const [name, figure] of Object.entries(change)) {
          const [now, then] = [figureOf(figures[name]), figureOf(compared[name])];
          if (now === null || then === null) expect(figure).to.equal(null);
          else expect(figure).to.be.closeTo((now as number) - (then as number), 1e-6);
          if (same !== undefined) expect(compared[name], `${keyOf(row)} ${name}`).to.deep.equal(same[name]);
        }
        // The movies of the link are those of the figures.
        if (typeof compared.releases === 'number') {
          const movies = await get(`${compared.links.movies}&limit=0`);
          expect(movies.meta.total).to.equal(compared.releases);
        }
      }
      expect(meta.compared.absent).to.equal(absent);
      // What is there but for the years that gaps=fill adds has a row here with its figures.
      const isFilled = call.includes('gaps=fill');
      const missed = data.filter((row: Row) => row.compared === null && there.has(keyOf(row)));
      if (!isFilled) expect(missed).to.deep.equal([]);
    });
  }

  it('is null for a group that the other edition has not, which `meta` counts', async () => {
    const { data, meta } = await get(
      `/v1/movies/aggregate?group=company,year&compare=${previous}&limit=1000`,
    );
    const absent = data.filter(({ compared }: Row) => compared === null);
    expect(absent.length).to.equal(meta.compared.absent).and.to.be.above(0);
    expect(absent.every(({ change }: Row) => change === null)).to.equal(true);
    expect(absent.length).to.be.below(data.length);
  });

  it('has columns in CSV, follows cursors, and is streamed with limit=all', async () => {
    const path = `/v1/movies/aggregate?group=company,year&measures=revenue&compare=${previous}`;
    const { data } = await get(`${path}&limit=1000`);
    const paged: Row[] = [];
    for (let next: string | undefined = `${path}&limit=17`; next !== undefined; ) {
      const page: Row = await get(next);
      paged.push(...page.data);
      next = page.links.next;
    }
    expect(paged).to.deep.equal(data);
    const lines = (await get(`${path}&limit=all&format=ndjson`)).trim().split('\n');
    expect(lines.map((line: string) => JSON.parse(line))).to.deep.equal(data);
    const [header, ...rows] = (await get(`${path}&limit=all&format=csv`)).trim().split('\r\n');
    expect(header).to.equal(
      'year,company.id,company.name,revenue.sum,revenue.known,compared.edition,compared.revenue.sum,compared.revenue.known,change.revenue',
    );
    expect(rows).to.have.length(data.length);
    const plain = await get('/v1/movies/aggregate?group=year&measures=revenue&format=csv');
    expect(plain.split('\r\n')[0]).to.equal('year,revenue.sum,revenue.known');
  });

  it('has an ETag of its own for each edition that it is compared with', async () => {
    const path = '/v1/movies/summary-by-year';
    const tags = [path, `${path}?compare=${previous}`, `${path}?compare=${live}`].map(async (one) =>
      (await api.get(one)).headers.get('etag'),
    );
    expect(new Set(await Promise.all(tags)).size).to.equal(3);
  });

  it('is 410 for an edition that is not kept or was never published, and 400 for what is no edition', async () => {
    const { edition: staged } = await loadEdition({
      questions: allQuestions,
      client,
      input: `${folder}/hydration`,
      force: true,
      acceptShrink: true,
      publish: false,
    });
    for (const unknown of ['20010101000000', staged]) {
      const { status, body } = await api.get(`/v1/movies/summary-by-year?compare=${unknown}`);
      expect(status, String(unknown)).to.equal(410);
      expect(body.detail).to.include(String(unknown));
    }
    expect((await api.get('/v1/movies/summary-by-year?compare=last')).status).to.equal(400);
    const search = await api.get(`/v1/movies/search?compare=${previous}`);
    expect(search.status, 'no grouped answer').to.equal(400);
  });

  // The last one: it publishes.
  it('has each group once on all pages, in one edition, also when another is published between them', async () => {
    const paths = [
      `/v1/movies/aggregate?group=company,year&measures=revenue&compare=${previous}`,
      `/v1/movies/aggregate?group=company,year&measures=revenue&sort=-revenue&compare=${previous}`,
      `/v1/companies/top?sort=releases&compare=${previous}`,
      '/v1/search?q=studio',
    ];
    const whole = await Promise.all(paths.map(async (path) => (await get(`${path}&limit=1000`)).data));
    const pages = await Promise.all(paths.map((path) => get(`${path}&limit=3`)));
    // With the staged edition of another test there are four.
    const published = await loadAndPublish(client, `${folder}/hydration`, { keep: 4 });
    while ((await get('/v1/genres')).meta.edition !== published) await sleep(50);
    for (const [at, rows] of whole.entries()) {
      const paged = [...pages[at].data];
      for (let next = pages[at].links.next; next !== undefined; ) {
        const page = await get(next);
        expect(page.meta.edition).to.equal(live);
        paged.push(...page.data);
        next = page.links.next;
      }
      expect(paged, paths[at]).to.deep.equal(rows);
    }
  });
});
