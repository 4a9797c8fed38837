import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { MarqueeClient } from '../../../src/elasticsearch/marquee-client.js';
import { compareMovies } from '../../../src/load/changes/compare-movies.js';
import { inTemporaryFolder } from '../../support/edition.js';
import { failureOf } from '../../support/failure.js';

type Movie = { id: number; title: string; rating: number | null };

describe('compareMovies', () => {
  const movies: Movie[] = Array.from({ length: 1203 }, (_, at) => ({
    id: at + 1,
    title: `Movie ${at + 1}`,
    rating: at % 2 ? null : 7.5,
  }));

  /** Compares the movies with those that a stand-in for the live edition stores, by id. */
  const compare = (stored: ReadonlyMap<string, unknown>, signal?: AbortSignal) =>
    inTemporaryFolder(async (folder) => {
      await writeFile(
        join(folder, 'movies.ndjson'),
        movies.map((movie) => `${JSON.stringify(movie)}\n`).join(''),
      );
      const client = {
        names: { index: () => 'movies-20261101063000' },
        mget: async ({ ids }: { ids: string[] }) => ({
          docs: ids.map((id) =>
            stored.get(id) instanceof Error
              ? { _id: id, error: { reason: 'shard failed' } }
              : { _id: id, found: stored.has(id), _source: stored.get(id) },
          ),
        }),
        count: async () => ({ count: stored.size }),
      } as unknown as MarqueeClient;
      return await compareMovies(client, '20261101063000', folder, signal);
    });
  const storedAs = (change: (movie: Movie) => unknown) =>
    new Map(movies.map((movie): [string, unknown] => [String(movie.id), change(movie)]));

  it('counts movies over several batches: added, gone, changed and the same', async () => {
    const stored = storedAs((movie) => (movie.id % 100 === 0 ? { ...movie, title: 'other' } : movie));
    for (const id of [1, 500, 501, 1203]) stored.delete(String(id));
    stored.set('5000', { id: 5000 });
    stored.set('5001', { id: 5001 });
    expect(await compare(stored)).to.deep.equal({ added: 4, gone: 2, changed: 11, same: 1188 });
  });

  it('compares values: the order of the fields does not matter, null and a missing field differ', async () => {
    const reordered = storedAs(({ id, title, rating }) => ({ rating, title, id }));
    expect(await compare(reordered)).to.include({ same: 1203, changed: 0 });
    const without = storedAs(({ id, title, rating }) =>
      rating === null ? { id, title } : { id, title, rating },
    );
    expect(await compare(without)).to.include({ same: 602, changed: 601 });
  });

  it('fails when Elasticsearch could not read a movie, instead of counting it as added', async () => {
    const stored = storedAs((movie) => (movie.id === 700 ? new Error() : movie));
    expect((await failureOf(compare(stored))).message).to.equal(
      'Elasticsearch did not return movie 700 of movies-20261101063000: {"_id":"700","error":{"reason":"shard failed"}}',
    );
  });

  it('stops when it is interrupted', async () => {
    expect(
      await failureOf(
        compare(
          storedAs((movie) => movie),
          AbortSignal.abort(),
        ),
      ),
    ).to.have.property('name', 'AbortError');
  });
});
