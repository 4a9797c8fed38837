import type { Client } from '@elastic/elasticsearch';
import { documentTypes } from '../model/document-type.js';
import type { Genre } from '../model/entity.js';
import { type Generation, generationOf, indexName } from '../model/generation.js';
import { completeReply } from './complete-reply.js';
import type { Edition } from './question.js';

/** No edition can be asked: nothing was published yet, or the aliases were moved by hand. */
export class NoEditionError extends Error {
  override readonly name = 'NoEditionError';
}

/** The generation that all aliases point to. */
export async function currentGeneration(client: Client): Promise<Generation> {
  const found = await client.indices.getAlias({ name: documentTypes.join(',') }, { ignore: [404] });
  const carriers = documentTypes.map((type) =>
    Object.entries(found)
      .filter(([, entry]) => entry?.aliases?.[type] !== undefined)
      .map(([index]) => index),
  );
  if (carriers.every((indices) => indices.length === 0)) {
    throw new NoEditionError('No edition has been published yet: run marquee load.');
  }
  const generation = generationOf(carriers[0]?.[0] ?? '');
  const isWhole = documentTypes.every(
    (type, at) => carriers[at]?.length === 1 && carriers[at]?.[0] === indexName(type, generation ?? ''),
  );
  if (generation === undefined || !isWhole) {
    throw new NoEditionError(
      `The aliases do not point to one generation (${carriers.flat().join(', ')}): load an edition again.`,
    );
  }
  return generation;
}

/** Answers what holds for a whole generation, remembering the last one asked for: a generation never changes. */
export function createEditionReader(client: Client): (generation: Generation) => Promise<Edition> {
  let remembered: { generation: Generation; edition: Promise<Edition> } | undefined;
  return (generation) => {
    if (remembered?.generation === generation) return remembered.edition;
    const edition = readEdition(client, generation);
    remembered = { generation, edition };
    edition.catch(() => {
      if (remembered?.edition === edition) remembered = undefined;
    });
    return edition;
  };
}

async function readEdition(client: Client, generation: Generation): Promise<Edition> {
  const genres = completeReply(
    await client.search<Genre>({
      index: indexName('genres', generation),
      size: 10_000,
      _source: ['id', 'name'],
    }),
  );
  const counts = completeReply(
    await client.search({
      index: indexName('movies', generation),
      size: 0,
      aggs: {
        undated: { missing: { field: 'releaseYear' } },
        unreleased: { filter: { bool: { must_not: [{ term: { status: 'Released' } }] } } },
      },
    }),
  ).aggregations as unknown as Record<'undated' | 'unreleased', { doc_count: number }>;
  return {
    generation,
    genreNames: new Map(genres.hits.hits.map(({ _source }) => [_source?.id ?? 0, _source?.name ?? ''])),
    excluded: { undated: counts.undated.doc_count, unreleased: counts.unreleased.doc_count },
  };
}
