import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { after } from 'mocha';
import { writeEdition } from '../../src/sample/write-edition.js';
import { loadedEdition, publishEdition } from '../support/loaded-edition.js';

const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

type Found = {
  data: { id: number }[];
  facets: Record<string, { buckets: { key: string; count: number }[] }>;
  meta: { total: number; generation: string };
  links: { next?: string };
};

describe('search over a sample edition', () => {
  const loaded = loadedEdition(folder, () => writeEdition(folder, { movies: 600, seed: 3, ratings: 1000 }));
  const search = async (path: string): Promise<Found> => {
    const { status, body } = await loaded.api.get(path);
    expect(status, `${path}: ${JSON.stringify(body).slice(0, 300)}`).to.equal(200);
    return body;
  };
  const pathOf = (query: Record<string, string>) => `/v1/movies/search?${new URLSearchParams(query)}`;

  it('counts of each facet what choosing that value alone then finds, for random combinations', async function () {
    this.timeout(90_000);
    const some = (...values: string[]) =>
      fc.option(fc.subarray(values, { minLength: 1, maxLength: 2 }), { nil: undefined });
    const chosen = fc.record({
      genre: some('18', '35', '53', '28'),
      decade: some('1980', '1990', '2000', '2010'),
      language: some('en', 'fr'),
      rating: some('5', '6', '7'),
      status: fc.constantFrom(undefined, ['Released'], ['Rumored']),
      country: some('US', 'GB'),
      q: fc.constantFrom(undefined, ['the'], ['love'], ['night']),
      minVotes: fc.constantFrom(undefined, ['5']),
    });
    const property = fc.asyncProperty(chosen, fc.nat(1000), async (values, pick) => {
      const query = Object.fromEntries(
        Object.entries(values).flatMap(([name, list]) => (list ? [[name, list.join(',')]] : [])),
      );
      const { facets } = await search(pathOf({ ...query, limit: '1', facetSize: '5' }));
      const names = Object.keys(facets);
      const name = names[pick % names.length] as string;
      for (const { key, count } of facets[name]?.buckets.slice(0, 4) ?? []) {
        const { meta } = await search(pathOf({ ...query, [name]: key, limit: '1', facets: 'none' }));
        expect(meta.total, `${JSON.stringify(query)} ${name}=${key}`).to.equal(count);
      }
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('yields each movie once, page by page, also when another edition goes live meanwhile', async function () {
    this.timeout(60_000);
    const all = (await search(pathOf({ limit: '1', facets: 'none' }))).meta.total;
    const seen: number[] = [];
    let path: string | undefined = pathOf({ limit: '100', facets: 'none' });
    for (let page = 0; path !== undefined; page++) {
      const { data, meta, links } = await search(path);
      expect(meta.generation).to.equal(loaded.generation);
      seen.push(...data.map(({ id }) => id));
      path = links.next;
      if (page === 1) await publishEdition(loaded.client, loaded.hydration);
    }
    expect(new Set(seen).size).to.equal(seen.length);
    expect(seen).to.have.length(all);
    const renewed = await search(pathOf({ limit: '1' }));
    expect(renewed.meta.generation).to.not.equal(loaded.generation);
  });
});
