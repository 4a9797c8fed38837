import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { writeEdition } from '../../../sample/write-edition.js';
import { allQuestions } from '../../../src/api/all-questions.js';
import { loadAndPublish, loadedEdition } from '../../support/loaded-edition.js';

type Bucket = { key: string; count: number; selected: boolean };

/** What search engines, databases, shells and terminals trip over. */
const hostile = [
  'title:star',
  '*:*',
  '*',
  '?',
  'st?r*',
  'star~2',
  'star^99',
  '"star',
  '""',
  '"',
  '-',
  '--',
  '-"',
  '- star',
  '+star -wars',
  'AND',
  'OR NOT',
  '(star OR (wars',
  '[a TO z]',
  '{"match_all":{}}',
  '_exists_:title',
  '/.*/',
  '\\',
  '\\"',
  '&&||!',
  '<script>alert(1)</script>',
  "'; DROP TABLE movie; --",
  '{{7*7}}',
  '../../etc/passwd',
  '\u0000',
  'a\u0000b',
  '\u0007\u001b[31m',
  '\ud800',
  '😀',
  '👨‍👩‍👧‍👦',
  '\u202Eabc',
  'שלום',
  'العربية',
  '映画',
  'ﬁlm',
  'e\u0301'.repeat(50),
  'a '.repeat(100),
  '-a '.repeat(66),
  '"a" '.repeat(50),
  'a'.repeat(200),
  ' \t\n',
  '\u3000',
  '…',
];

describe('search keeps what its documentation promises', function () {
  this.timeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  const loaded = loadedEdition(folder, () => writeEdition(folder, { movies: 400, seed: 5, ratings: 0 }));
  after(() => rm(folder, { recursive: true, force: true }));
  const get = (query: Record<string, string>) =>
    loaded.api.get(`/v1/movies/search?${new URLSearchParams(query)}`);

  it('returns 200 for every hostile text, in the declared shape', async () => {
    const question = allQuestions.find(({ name }) => name === 'movies/search');
    for (const q of hostile) {
      const { status, body } = await get({ q, limit: '2' });
      expect(status, JSON.stringify(q)).to.equal(200);
      expect(question?.data.safeParse(body.data).error, JSON.stringify(q)).to.equal(undefined);
      const { facets, didYouMean } = body;
      expect(question?.sections?.safeParse({ facets, didYouMean }).error).to.equal(undefined);
      if (q.trim().length < 2) continue;
      const suggested = await loaded.api.get(`/v1/suggest?${new URLSearchParams({ q })}`);
      expect(suggested.status, JSON.stringify(q)).to.be.oneOf([200, 400]);
    }
  });

  it('is 400 for a text of 10 kB, and for a repeated one', async () => {
    expect((await get({ q: 'a'.repeat(10_000) })).status).to.be.oneOf([400, 414]);
    expect((await get({ q: 'a'.repeat(201) })).status).to.equal(400);
    expect((await loaded.api.get('/v1/movies/search?q=a&q=b')).status).to.equal(400);
  });

  it('does not interpret the query syntax of Lucene', async () => {
    const { body } = await get({ q: '*:*', facets: 'none' });
    expect(body.meta.total).to.equal(0);
  });

  for (const sort of ['relevance', 'title', 'releaseDate', 'revenue', 'rating']) {
    it(`pages by ${sort} yield each movie once, also when another edition is published meanwhile`, async () => {
      const ids: number[] = [];
      let next: string | undefined = `/v1/movies/search?q=&sort=${sort}&limit=90&facets=none`;
      const editions = new Set<string>();
      while (next !== undefined) {
        const { status, body }: Awaited<ReturnType<typeof get>> = await loaded.api.get(next);
        expect(status, JSON.stringify(body)).to.equal(200);
        ids.push(...body.data.map(({ id }: { id: number }) => id));
        editions.add(body.meta.edition);
        if (ids.length === 180 && sort === 'relevance') {
          await loadAndPublish(loaded.client, loaded.hydration);
        }
        next = body.links.next;
        if (next === undefined) expect(ids.length).to.equal(body.meta.total);
      }
      expect(editions.size).to.equal(1);
      expect(new Set(ids).size).to.equal(ids.length);
      expect(ids.length).to.be.greaterThan(350);
    });
  }

  it('pages of a text yield each movie once, the best first', async () => {
    const scores: number[] = [];
    const ids: number[] = [];
    let next: string | undefined = '/v1/movies/search?q=the&limit=7&facets=none';
    while (next !== undefined) {
      const { body }: Awaited<ReturnType<typeof get>> = await loaded.api.get(next);
      scores.push(...body.data.map(({ score }: { score: number }) => score));
      ids.push(...body.data.map(({ id }: { id: number }) => id));
      next = body.links.next;
      if (next === undefined) expect(ids.length).to.equal(body.meta.total);
    }
    expect(ids.length).to.be.greaterThan(14);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(scores).to.deep.equal([...scores].sort((a, b) => b - a));
  });

  it('facet counts equal what the filter returns, for any combination of filters', async () => {
    const { body: all } = await get({ facetSize: '100' });
    const facetNames = Object.keys(all.facets);
    const keys = (name: string): string[] => all.facets[name].buckets.map(({ key }: Bucket) => key);
    // One or two filters at a time: with more, hardly a movie is left to be counted.
    const chosen = fc
      .subarray(facetNames, { maxLength: 2 })
      .chain((names) =>
        fc.record(
          Object.fromEntries(
            names.map((name) => [
              name,
              fc.subarray(keys(name), { minLength: 1, maxLength: name === 'status' ? 1 : 3 }),
            ]),
          ),
        ),
      ) as fc.Arbitrary<Record<string, string[]>>;
    let compared = 0;
    const call = fc.record({ chosen, q: fc.constantFrom('', 'the', 'night') });
    await fc.assert(
      fc.asyncProperty(call, fc.nat(), async (asked, pick) => {
        const filters = Object.fromEntries(
          Object.entries(asked.chosen).map(([name, values]) => [name, values.join(',')]),
        );
        const { status, body } = await get({ q: asked.q, ...filters, limit: '1', facetSize: '100' });
        expect(status).to.equal(200);
        for (const name of facetNames) {
          const { buckets } = body.facets[name] as { buckets: Bucket[] };
          for (const { key, selected } of buckets) {
            expect(selected, `${name}=${key}`).to.equal(asked.chosen[name]?.includes(key) ?? false);
          }
          const bucket = buckets[pick % Math.max(1, buckets.length)];
          if (bucket === undefined) continue;
          const { body: narrowed } = await get({
            q: asked.q,
            ...filters,
            [name]: bucket.key,
            limit: '1',
            facets: 'none',
          });
          compared++;
          expect(narrowed.meta.total, `${name}=${bucket.key} of ${JSON.stringify(asked)}`).to.equal(
            bucket.count,
          );
        }
      }),
      { numRuns: 25 },
    );
    expect(compared).to.be.greaterThan(25);
  });

  it('facets sum up the counts of the values that they leave out', async () => {
    const { body: few } = await get({ facetSize: '1', limit: '1' });
    const { body: all } = await get({ facetSize: '100', limit: '1' });
    for (const name of ['genre', 'decade', 'language', 'rating']) {
      const sum = (buckets: Bucket[]) => buckets.reduce((total, { count }) => total + count, 0);
      expect(sum(few.facets[name].buckets) + few.facets[name].others, name).to.equal(
        sum(all.facets[name].buckets) + all.facets[name].others,
      );
      expect(few.facets[name].buckets, name).to.have.length(1);
    }
  });
});
