import type { MoviesAggregateData, SchemaData } from 'api-types';
import { AskError, ask, type Parameters, pathOf } from '../api-client.js';
import { askSchema } from '../ask-schema.js';
import { count } from '../format.js';
import { comparison, movieFilters } from '../parts/controls.js';
import { type Exploration, maxMeasures, readExploration } from './exploration.js';
import { ExploreControls } from './explore-controls.js';
import { ExploreFigure } from './explore-figure.js';
import { FilterChips } from './filter-chips.js';
import { Footnote, ViewHead } from './headline.js';
import type { View } from './view.js';

/** Rows of an answer; the API's most for JSON. */
const pageSize = 1000;

/** Answers that are put together for one figure. */
const maxPages = 5;

/** Any measures of movies by up to three dimensions, as the schema of the API lists them. */
export const explore: View = async ({ query }) => {
  const { data: schema } = await askSchema();
  const exploration = readExploration(query, schema);
  const parameters = parametersOf(exploration, query, schema);
  const answer = await askPages(parameters).catch(explainGroups);
  const { groups, withoutValue } = answer.meta;
  const without = exploration.group
    .filter(
      ({ name }) => Number(Object.entries(withoutValue ?? {}).find(([key]) => key === name)?.[1] ?? 0) > 0,
    )
    .map(({ name, title }) => {
      const movies = Object.entries(withoutValue ?? {}).find(([key]) => key === name)?.[1] ?? 0;
      return `${count(movies)} movies without ${title.toLowerCase()} are not shown`;
    });
  return {
    title: 'Explore',
    content: (
      <>
        <ViewHead kicker="Movies" title="Explore">
          Any figures by up to three dimensions; up to {maxMeasures} figures in the table.
        </ViewHead>
        <ExploreControls exploration={exploration} schema={schema} query={query} />
        <FilterChips query={query} />
        <ExploreFigure
          exploration={exploration}
          rows={answer.data}
          call={pathOf('movies/aggregate', parameters)}
          query={query}
        />
        <p class="hint">
          {typeof groups === 'number' && groups > answer.data.length
            ? `The first ${count(answer.data.length)} of ${count(groups)} groups; the files have all. `
            : ''}
          {without.length > 0 && `${without.join('; ')}.`}
        </p>
        <Footnote meta={answer.meta} />
      </>
    ),
  };
};

/** Returns the question of the API for what was chosen, with every filter of the route. */
function parametersOf(
  { group, measures, sort, isTime }: Exploration,
  query: URLSearchParams,
  schema: SchemaData['data'],
) {
  const filters = new Set(schema.filters.map(({ name }) => name));
  const given = Object.fromEntries([...query].filter(([name]) => filters.has(name)));
  const timed = group.filter((dimension) => dimension.isTime);
  return {
    group: group.map(({ name }) => name).join(',') || undefined,
    measures: [...new Set([...measures, 'releases'])].join(','),
    // Times come in their order; groups of anything else with the largest figure first.
    sort: sort ?? (isTime ? group.map(({ name }) => name).join(',') : `-${measures[0]}`),
    ...(isTime && timed.length === 1 && group.length === 1 && { gaps: 'fill' }),
    minKnown: query.get('minKnown') ?? undefined,
    limit: group.length === 1 && !isTime ? 50 : pageSize,
    ...given,
    ...movieFilters(query),
    ...comparison(query),
  };
}

/** Requests the rows of several pages as one answer. @throws {AskError} */
async function askPages(parameters: Parameters): Promise<MoviesAggregateData> {
  const first = await ask<MoviesAggregateData>('movies/aggregate', parameters);
  const groups = parameters.limit === pageSize ? Math.min(first.meta.groups ?? 0, maxPages * pageSize) : 0;
  const offsets = Array.from(
    { length: Math.max(0, Math.ceil(groups / pageSize) - 1) },
    (_, at) => (at + 1) * pageSize,
  );
  const others = await Promise.all(
    offsets.map((offset) => ask<MoviesAggregateData>('movies/aggregate', { ...parameters, offset })),
  );
  return { ...first, data: [first, ...others].flatMap(({ data }) => data) };
}

/** Says what to do where a question has too many groups to be sorted. */
function explainGroups(error: unknown): never {
  if (error instanceof AskError && error.kind === 'rejected' && /groups/.test(error.message))
    throw new AskError(
      'rejected',
      'Too many groups',
      'These dimensions have too many groups to be shown: choose fewer dimensions, or add a filter.',
    );
  throw error;
}
