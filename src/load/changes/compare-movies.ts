import { isDeepStrictEqual } from 'node:util';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { type HydrationDocument, readDocuments } from '../../hydration/read-hydration.js';
import type { EditionId } from '../../model/edition-id.js';
import type { Changes } from '../../model/load-run.js';

/** Movies compared at a time; a document has about 3 kB. */
const batchSize = 500;

/**
 * Counts the movies of the hydration files that the live edition lacks, has with other values, or has unchanged, and
 * those that only the live edition has. Values are compared, not the bytes of a reply, whose fields may stand in any order.
 */
export async function compareMovies(
  client: MarqueeClient,
  live: EditionId,
  input: string,
  signal: AbortSignal | undefined,
): Promise<Changes['movies']> {
  const index = client.names.index('movies', live);
  const changes = { added: 0, gone: 0, changed: 0, same: 0 };
  const compare = async (movies: readonly HydrationDocument[]): Promise<void> => {
    signal?.throwIfAborted();
    const { docs } = await client.mget({ index, ids: movies.map(({ id }) => String(id)) });
    for (const [at, movie] of movies.entries()) {
      const stored = docs[at];
      if (stored === undefined || 'error' in stored) {
        throw new Error(
          `Elasticsearch did not return movie ${movie.id} of ${index}: ${JSON.stringify(stored)}`,
        );
      }
      if (!stored.found) changes.added++;
      else changes[isDeepStrictEqual(stored._source, movie) ? 'same' : 'changed']++;
    }
  };
  // Two loops share the batches: while Elasticsearch reads one, the other is compared.
  const batches = inBatches(readDocuments(input, 'movies'));
  const compareAll = async (): Promise<void> => {
    for await (const movies of batches) await compare(movies);
  };
  await Promise.all([compareAll(), compareAll()]);
  const { count } = await client.count({ index });
  return { ...changes, gone: count - changes.same - changes.changed };
}

async function* inBatches(movies: AsyncIterable<HydrationDocument>): AsyncGenerator<HydrationDocument[]> {
  let batch: HydrationDocument[] = [];
  for await (const movie of movies) {
    batch.push(movie);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
