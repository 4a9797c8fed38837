import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { Entity } from '../../model/entity.js';

/** A company, genre, person, collection or keyword. */
export const entityRow = z
  .object({
    id: z.number().int().describe('TMDB id'),
    name: z.string(),
    movies: z.number().int().describe('Released movies with a known release year'),
    firstYear: z.number().int().nullable().describe('Release year of the first of them'),
    lastYear: z.number().int().nullable().describe('Release year of the last of them'),
  })
  .meta({ id: 'Entity' });
export type EntityRow = z.output<typeof entityRow>;

export const presentEntity = (entity: Entity): EntityRow => ({
  id: entity.id,
  name: entity.name,
  movies: entity.movies,
  firstYear: entity.firstYear,
  lastYear: entity.lastYear,
});

/** The documents of a reply. */
export const entitiesOf = (reply: estypes.SearchResponse): Entity[] =>
  reply.hits.hits.map((hit) => hit._source as Entity);
