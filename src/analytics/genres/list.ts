import { z } from 'zod';
import { entityRow } from '../../documents/entities/entity-row.js';
import { listBody, presentList } from '../../documents/entities/list-entities.js';
import {
  pagingParameters,
  refuseDeepOffset,
  sortId,
  sortPosition,
  sortText,
} from '../../questions/parameters/paging.js';
import { defineQuestion } from '../../questions/question.js';

export const listGenres = defineQuestion({
  name: 'genres',
  summary: 'All genres',
  description: 'By name. `meta.excluded` speaks of all movies of the edition.',
  parameters: z.strictObject(pagingParameters(100, sortPosition(sortText, sortId))).check(refuseDeepOffset),
  data: z.array(entityRow),
  index: 'genres',
  measures: () => [],
  body: (parameters) => listBody({ match_all: {} }, [{ 'name.exact': 'asc' }, { id: 'asc' }], parameters),
  present: presentList,
  example: {},
});
