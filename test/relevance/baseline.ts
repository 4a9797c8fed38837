import type { Client } from '@elastic/elasticsearch';
import { indexName } from '../../src/model/generation.js';
import type { Movie } from '../../src/model/movie.js';

/** A plain `multi_match` over the same fields: what relevance is held against. */
export const askBaseline = (client: Client, generation: string) => async (query: string) => {
  const fields = [
    'title',
    'originalTitle',
    'overview',
    'tagline',
    'keywords.name',
    'cast.name',
    'directors.name',
  ];
  const reply = await client.search<Movie>({
    index: indexName('movies', generation as never),
    size: 10,
    _source: ['id'],
    query: { multi_match: { query, fields: [...fields, 'collection.name.words', 'genres.name.words'] } },
  });
  return reply.hits.hits.map(({ _source }) => (_source as Movie).id);
};
