import { isDeepStrictEqual } from 'node:util';
import type { Client } from '@elastic/elasticsearch';
import { type Generation, indexName } from '../../model/generation.js';
import type { Changes } from '../../model/load-run.js';
import { compareCompanies } from './compare-companies.js';
import { mergeByKey } from './merge-by-key.js';

/** Documents read at a time. */
const page = 1000;

/**
 * What a generation changes as against the live one: how many movies come, go and say something else, and the
 * companies whose totals move most. Both are read in the order of their ids, so memory holds a page of each.
 */
export async function compareGenerations(
  client: Client,
  live: Generation,
  next: Generation,
  signal: AbortSignal | undefined,
): Promise<Changes> {
  const movies = { added: 0, gone: 0, changed: 0, same: 0 };
  const pairs = mergeByKey(readMovies(client, live), readMovies(client, next), ({ id }) => id);
  for await (const { before, after } of pairs) {
    signal?.throwIfAborted();
    if (before === undefined) movies.added++;
    else if (after === undefined) movies.gone++;
    else if (isDeepStrictEqual(before, after)) movies.same++;
    else movies.changed++;
  }
  return { against: live, movies, companies: await compareCompanies(client, live, next) };
}

type Stored = { id: number };

async function* readMovies(client: Client, generation: Generation): AsyncGenerator<Stored> {
  const index = indexName('movies', generation);
  const { id } = await client.openPointInTime({ index, keep_alive: '1m' });
  try {
    let after: number | undefined;
    for (;;) {
      const reply = await client.search<Stored>({
        pit: { id, keep_alive: '1m' },
        size: page,
        sort: [{ id: 'asc' }],
        track_total_hits: false,
        ...(after === undefined ? {} : { search_after: [after] }),
      });
      const movies = reply.hits.hits.map(({ _source }) => _source as Stored);
      yield* movies;
      if (movies.length < page) return;
      after = movies.at(-1)?.id;
    }
  } finally {
    await client.closePointInTime({ id }, { ignore: [404] });
  }
}
