import { z } from 'zod';
import type { Aggregations, Bucket } from '../../elasticsearch/query.js';
import { comparison } from '../../questions/compare-editions.js';
import { countedSearchesOfAll, readCounted } from '../../questions/counted-movies.js';
import { dimensionOf, hasMany, optionalDimensions } from '../../questions/dimensions/dimensions.js';
import { optionalMeasures, presentMeasures } from '../../questions/measures/measures.js';
import { keyOf } from '../../questions/movies-link.js';
import { defineQuestion } from '../../questions/question.js';
import { type AggregateParameters, aggregateParameters, shownMeasures } from './aggregate-parameters.js';
import { findGroups, firstParts } from './find-groups.js';
import type { Group } from './group.js';
import type { GroupNames } from './names.js';

/** `movies/aggregate` (rules 24 and 25) */
export const aggregateMovies = defineQuestion({
  name: 'movies/aggregate',
  summary: 'Any figures of movies by up to three dimensions',
  description:
    'A row for each group of movies with the same values of the dimensions of `group`: a movie counts in full in each of its groups. Without `sort` rows come in the order of their keys, and any number of them can be read with `cursor`, or with limit=all as CSV and NDJSON; `sort` needs every group at once, of which there may be 100,000. Movies without a value have no row unless unknown=include: `meta.withoutValue` counts them.',
  parameters: aggregateParameters,
  data: z.array(z.object({ ...optionalDimensions, ...optionalMeasures, ...comparison }).meta({ id: 'Row' })),
  index: 'movies',
  measures: shownMeasures,
  dimensions: ({ group }) => group,
  searches(asked, edition) {
    const parameters = { ...asked, measures: shownMeasures(asked) };
    return countedSearchesOfAll(parameters, [
      { aggregations: withoutValue(parameters) },
      ...firstParts(parameters, edition),
    ]);
  },
  isHeavy: ({ group }) => group.length > 1 || group.some(hasMany),
  async present(replies, asked, edition, send) {
    const parameters = { ...asked, measures: shownMeasures(asked), ratingPrior: edition.ratingPrior };
    const found = readCounted(replies);
    if (found === undefined) return undefined;
    const { counted, excluded } = found;
    const { groups, names, total, next } = await findGroups(counted, parameters, edition, send);
    return {
      data: presentRows(groups, names, parameters),
      excluded,
      ...(total !== null && { total }),
      groups: total,
      withoutValue: Object.fromEntries(
        parameters.group.map((name) => [name, (counted[`without ${name}`] as Bucket).doc_count]),
      ),
      ...(next && { next }),
    };
  },
  movies: (row, { group }) => group.map((name) => [name, keyOf(row[name])]),
  example: { group: 'genre', measures: 'releases,revenue', sort: '-revenue', limit: '5' },
});

/** Movies without a value of each dimension. */
const withoutValue = ({ group }: AggregateParameters): Aggregations =>
  Object.fromEntries(
    group.map((name) => [`without ${name}`, { missing: { field: dimensionOf(name).field } }]),
  );

function presentRows(
  groups: readonly Group[],
  names: GroupNames,
  parameters: AggregateParameters,
): Record<string, unknown>[] {
  const { group, measures } = parameters;
  return groups.map(({ key, bucket }) => ({
    ...Object.fromEntries(group.map((name, at) => [name, names.cell(at, key[at] ?? null)])),
    ...presentMeasures(measures, bucket, parameters),
  }));
}
