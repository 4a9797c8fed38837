import { z } from 'zod';
import { compareParameter } from '../../questions/compare-editions.js';
import type { Key } from '../../questions/dimensions/dimension.js';
import { type DimensionName, dimensionNames, dimensionOf } from '../../questions/dimensions/dimensions.js';
import type { MeasureContext } from '../../questions/measures/measure.js';
import { type MeasureName, measureNames } from '../../questions/measures/measures.js';
import { movieParameters } from '../../questions/parameters/movie-filters.js';
import {
  cursorAllowed,
  offsetWithinWindow,
  type Position,
  pagingParameters,
} from '../../questions/parameters/paging.js';
import { together, wholeNumber } from '../../questions/parameters/parameters.js';

/** Most dimensions of a question. */
const maxDimensions = 3;

/** One or more names of a closed list, in the order in which they were given, each once. */
const namesOf = <Name extends string>(
  names: readonly [Name, ...Name[]],
  what: 'dimensions' | 'measures',
  minimum: number,
  maximum: number,
) => {
  const id = what === 'dimensions' ? 'DimensionName' : 'MeasureName';
  const allowed = `must be up to ${maximum} ${what}, separated by commas, of: ${names.join(', ')}`;
  return z
    .string(allowed)
    .max(40 * maximum, allowed)
    .transform((text) => [...new Set(text.split(',').filter((name) => name !== ''))])
    .pipe(z.array(z.enum(names, allowed).meta({ id })).min(minimum, allowed).max(maximum, allowed));
};

const sortAllowed =
  'must be up to 5 dimensions of `group` and measures, separated by commas, each with a - in front for largest first, such as -revenue,year';

/** A key by which groups are sorted; presets sort by the id of their one dimension too. */
export type SortKey = { name: DimensionName | MeasureName | 'id'; isDescending: boolean };

/** The position of a page: rows before it, the number of all rows if it is known, and the last group in the order of keys. */
const position: z.ZodType<Position> = z
  .tuple([z.number().int().nonnegative(), z.number().int().nonnegative().nullable()])
  .rest(z.union([z.number(), z.string().max(200), z.null()]));

/** A check of parameters: groups are sorted by what is in their rows. */
const sortsByColumns = together<AggregateParameters>(({ sort, group }, refuse) => {
  if (sort === undefined || group === undefined) return;
  const columns = new Set<string>([...group, ...measureNames]);
  if (sortKeys({ sort }).some(({ name }) => !columns.has(name))) {
    refuse('sort', `must name dimensions of group and measures: ${[...columns].join(', ')}`);
  }
});

/** A check of parameters: `gaps=fill` needs one dimension of the release date, so that the rows added are few. */
const fillsTime = together<AggregateParameters>(({ gaps, group }, refuse) => {
  if (gaps !== 'fill' || group === undefined) return;
  if (group.filter((name) => dimensionOf(name).time !== undefined).length === 1) return;
  refuse('gaps', "with 'fill' group must have one of year, decade, quarter and month");
});

/** A check of parameters: a cursor continues after a group of the same dimensions. */
const cursorFitsGroup = together<AggregateParameters>(({ cursor, group, sort, gaps, unknown }, refuse) => {
  if (!cursor || !group || !sort || !gaps) return;
  const [, , ...keys] = cursor.after;
  const isKey = (name: DimensionName, key: unknown) =>
    key === null ? unknown === 'include' : isKeyOf(name, key);
  const fits = isSorted({ sort, gaps })
    ? keys.length === 0
    : keys.length === group.length && group.every((name, at) => isKey(name, keys[at]));
  if (!fits) refuse('cursor', cursorAllowed);
});

function isKeyOf(name: DimensionName, key: unknown): boolean {
  const { kind, value, read } = dimensionOf(name);
  if (kind === 'number') return value.safeParse(key).success;
  return typeof key === 'string' && (kind !== 'id' || value.safeParse(read(key)).success);
}

export const aggregateParameters = movieParameters({
  group: namesOf(dimensionNames, 'dimensions', 0, maxDimensions)
    .default([])
    .describe('What movies are grouped by; one row over all movies without it'),
  measures: namesOf(measureNames, 'measures', 1, measureNames.length)
    .default(['releases'])
    .describe('The figures of each group; those of `sort` are shown as well'),
  sort: z
    .string(sortAllowed)
    .max(200, sortAllowed)
    .transform((text) => [...new Set(text.split(',').filter((key) => key !== ''))])
    .pipe(z.array(z.string().regex(/^-?[A-Za-z]+$/, sortAllowed)).max(5, sortAllowed))
    .default([])
    .describe(
      'The order, by dimensions and measures, such as -revenue,year; unknown figures last. Without it, the order of keys',
    ),
  minReleases: wholeNumber(1, 1_000_000, 'must be a whole number from 1')
    .default(1)
    .describe('Groups with at least this many movies'),
  minKnown: wholeNumber(0, 1_000_000, 'must be a whole number from 0')
    .default(0)
    .describe(
      'Groups with at least this many known figures: of the first measure of `sort`, else of `measures`',
    ),
  unknown: z
    .enum(['exclude', 'include'], "must be 'exclude' or 'include'")
    .default('exclude')
    .describe('With include, movies without a value of a dimension have rows too, with null'),
  gaps: z
    .enum(['none', 'fill'], "must be 'none' or 'fill'")
    .default('none')
    .describe('With fill, there are rows without a movie for the years, decades, quarters or months between'),
  ...compareParameter,
  ...pagingParameters(20, position),
}).check(offsetWithinWindow, sortsByColumns, fillsTime, cursorFitsGroup);

/** The parameters as they were read, what weighted ratings of the edition are drawn towards, and what presets add. */
export type AggregateParameters = z.output<typeof aggregateParameters> &
  Pick<MeasureContext, 'ratingPrior'> & {
    /** Whether every group is counted, and sorted if need be, however many there are. */
    isUnlimited?: boolean;
    /** The value of a group that has no row. */
    leftOut?: Key | undefined;
  };

/** The measures of an answer: those asked for, and those of `sort`. */
export const shownMeasures = ({
  measures,
  sort,
}: Pick<AggregateParameters, 'measures' | 'sort'>): MeasureName[] => [
  ...new Set([
    ...measures,
    ...measureNames.filter((name) => sortKeys({ sort }).some((key) => key.name === name)),
  ]),
];

/** The keys of `sort`. */
export const sortKeys = ({ sort }: Pick<AggregateParameters, 'sort'>): SortKey[] =>
  sort.map((key) => ({
    name: key.replace(/^-/, '') as SortKey['name'],
    isDescending: key.startsWith('-'),
  }));

/** Whether every group is needed for the first row: the order is not that of keys, or gaps between groups are filled. */
export const isSorted = ({ sort, gaps }: Pick<AggregateParameters, 'sort' | 'gaps'>): boolean =>
  sort.length > 0 || gaps === 'fill';
