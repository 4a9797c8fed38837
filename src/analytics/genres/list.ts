import { z } from 'zod';
import { entitiesOf, entityRow, presentEntity } from '../entity-row.js';
import { limit } from '../parameters.js';
import { defineQuestion } from '../question.js';
import { totalOf } from '../total-of.js';

export const listGenres = defineQuestion({
  name: 'genres',
  summary: 'All genres',
  description: 'By name. `meta.excluded` speaks of all movies of the edition.',
  parameters: z.strictObject({ limit: limit(100) }),
  data: z.array(entityRow),
  index: 'genres',
  body: (parameters) => ({
    size: parameters.limit,
    track_total_hits: true,
    query: { match_all: {} },
    sort: [{ 'name.exact': 'asc' }, { id: 'asc' }],
  }),
  present: (reply, _parameters, edition) => ({
    data: entitiesOf(reply).map(presentEntity),
    excluded: edition.excluded,
    total: totalOf(reply),
  }),
  example: {},
});
