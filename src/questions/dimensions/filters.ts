import { z } from 'zod';
import { hasAnyOf, type Query } from '../../elasticsearch/query.js';
import { peopleLists } from '../../model/movie.js';
import { list } from '../parameters/parameters.js';
import type { Dimension, DimensionValue } from './dimension.js';
import { type DimensionName, dimensionNames, dimensionOf } from './dimensions.js';

/** Stands for movies without a value. */
export const none = 'none';

/** Most values of a filter. */
const maxValues = 20;

/** What can be filtered by: the dimensions, and people in any part. */
export type FilterName = DimensionName | 'person';
export type FilterValues = readonly DimensionValue[];

const person: Dimension & { fields: readonly string[] } = {
  ...dimensionOf('actor'),
  title: 'Person',
  definition: 'A member of the cast or crew.',
  fields: peopleLists.map((list) => `${list}.id`),
};

/** `status` has a default and is a parameter of its own. */
const names: readonly FilterName[] = [...dimensionNames, 'person'];

const filterOf = (name: FilterName): Dimension => (name === 'person' ? person : dimensionOf(name));
const fieldsOf = (name: FilterName): readonly string[] =>
  name === 'person' ? person.fields : [dimensionOf(name).field];

type AnyName = Exclude<FilterName, 'status'>;
type ParameterName = AnyName | `${FilterName}.all` | `${FilterName}.not`;
type Parameter = z.ZodOptional<z.ZodType<FilterValues, string>>;

/**
 * The filters of all dimensions: `genre=18,35` (any of them), `genre.all=18,35` (all of them), `genre.not=27` (none of
 * them). `all` is for dimensions of which a movie may have several values.
 */
export const dimensionFilters = Object.fromEntries(
  names.flatMap((name): [string, Parameter][] => {
    const { title, isMany } = filterOf(name);
    const described = title.toLowerCase();
    return [
      ...(name === 'status'
        ? []
        : [filter(name, name, `Movies with any of these values: ${described}; none for those without`)]),
      ...(isMany ? [filter(`${name}.all`, name, `Movies with all of these values: ${described}`)] : []),
      filter(`${name}.not`, name, `Movies with none of these values: ${described}`),
    ];
  }),
) as Record<ParameterName, Parameter>;

function filter(parameter: string, name: FilterName, description: string): [string, Parameter] {
  const { pattern, read, value, valueIs, examples } = filterOf(name);
  const hasNone = !parameter.endsWith('.all');
  const allowed = `must be up to ${maxValues} values (${valueIs}${hasNone ? `, or ${none}` : ''}), separated by commas, such as ${examples.join(',')}`;
  const one = new RegExp(`${pattern.source}${hasNone ? `|^${none}$` : ''}`, pattern.flags);
  const values = list<DimensionValue>(
    one,
    (text) => (text === none ? none : read(text)),
    hasNone ? z.union([value, z.literal(none)]) : value,
    maxValues,
    allowed,
  );
  return [parameter, values.optional().meta({ description, examples: [[...examples]] })];
}

/** Filters of dimensions as they were read. */
export type DimensionFilters = { readonly [name in ParameterName]?: FilterValues | undefined };

/** The clauses of the filters, of the release date or of everything else. */
export const dimensionClauses = (filters: DimensionFilters, of: 'time' | 'other'): Query[] =>
  names
    .filter((name) => (filterOf(name).time !== undefined) === (of === 'time'))
    .flatMap((name) => [
      ...(name === 'status' ? [] : anyOf(name, filters[name])),
      ...(filters[`${name}.all`] ?? []).flatMap((value) => anyOf(name, [value])),
      ...noneOf(name, filters[`${name}.not`]),
    ]);

/** Movies with any of the values; no clause when there are none to ask for. */
export function anyOf(name: FilterName, values: FilterValues | undefined): Query[] {
  if (values === undefined) return [];
  const fields = fieldsOf(name);
  const known = values.filter((value) => value !== none);
  const clauses: Query[] = [
    ...(known.length > 0 ? fields.flatMap((field) => hasAnyOf(field, known)) : []),
    ...(known.length < values.length
      ? [{ bool: { must_not: fields.map((field): Query => ({ exists: { field } })) } }]
      : []),
  ];
  return clauses.length === 1 ? clauses : [{ bool: { should: clauses, minimum_should_match: 1 } }];
}

const noneOf = (name: FilterName, values: FilterValues | undefined): Query[] =>
  values === undefined ? [] : [{ bool: { must_not: anyOf(name, values) } }];
