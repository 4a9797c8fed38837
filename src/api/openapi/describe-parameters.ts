import type { z } from 'zod';
import { type DimensionName, dimensionOf } from '../../questions/dimensions/dimensions.js';
import { movieFilters } from '../../questions/parameters/movie-filters.js';
import type { Question } from '../../questions/question.js';
import { toSchema } from './schemas.js';

/**
 * How the filters of movies are described: as one parameter, an object whose members are sent as parameters of their
 * own, or each as a parameter, for generators that do not know such objects.
 */
export type FilterStyle = 'grouped' | 'flat';

/** The filters of figures, but for the first and the last year, which are asked for most. */
const { from: _from, to: _to, ...filters } = movieFilters;

type Described = Pick<Question, 'name' | 'example'>;

/** Describes the parameters of a path, each with its schema and an example. */
export function describeParameters(
  described: Described,
  shape: Record<string, unknown>,
  style: FilterStyle,
): Record<string, unknown>[] {
  const hasFilters = style === 'grouped' && Object.keys(filters).every((name) => name in shape);
  // Search has other defaults of some.
  const isGrouped = (name: string) =>
    hasFilters && name in filters && shape[name] === filters[name as keyof typeof filters];
  return [
    ...Object.entries(shape)
      .filter(([name]) => !isGrouped(name))
      .map(([name, schema]) => describeParameter(name, schema as z.ZodType, described)),
    ...(hasFilters ? [groupedFilters] : []),
  ];
}

const groupedFilters = {
  name: 'filters',
  in: 'query',
  style: 'form',
  explode: true,
  description:
    'Which movies count. Each member is a parameter of its own, genre=18&year.not=1994; /openapi-flat.json lists them so.',
  schema: { $ref: '#/$defs/MovieFilters', $defs: describeFilters() },
  example: {},
};

/** The filters as one object; those with the same values share their schema. */
function describeFilters(): Record<string, object> {
  const definitions: Record<string, object> = {};
  const properties = Object.entries(filters).map(([name, type]) => {
    const { description, examples, ...values } = toSchema(type);
    // `status` has a default, and `any`.
    if (values.type !== 'array' || name === 'status') return [name, { ...values, description }];
    const shared = sharedName(name);
    definitions[shared] = values;
    return [name, { $ref: `#/$defs/${shared}` }];
  });
  return { ...definitions, MovieFilters: { type: 'object', properties: Object.fromEntries(properties) } };
}

/** `genre.not` has ids and `none`, `genre.all` has ids, `year.not` has the values of `year`. */
function sharedName(parameter: string): string {
  const [name = '', suffix] = parameter.split('.');
  const isId = name === 'person' || dimensionOf(name as DimensionName).kind === 'id';
  const values = isId ? 'Ids' : `${name.charAt(0).toUpperCase()}${name.slice(1)}Values`;
  return suffix === 'all' ? `All${values}` : values;
}

function describeParameter(
  name: string,
  schema: z.ZodType,
  { name: path, example: examples }: Described,
): Record<string, unknown> {
  const isInPath = path.includes(`{${name}}`);
  const isRequired = isInPath || !schema.safeParse(undefined).success;
  const { description, examples: usual, ...described } = toSchema(schema);
  // Optional parameters have no example of their own path, so that paths share them.
  const own = isRequired ? examples[name] : undefined;
  const example = own === undefined ? (usual as unknown[] | undefined)?.[0] : exampleOf(own, described);
  return {
    name,
    in: isInPath ? 'path' : 'query',
    ...(isRequired && { required: true }),
    description,
    // A list without a style is sent by repeating its name: ids=3&ids=33 is the same as ids=3,33.
    schema: described,
    ...(example !== undefined && { example }),
  };
}

function exampleOf(text: string, schema: Record<string, unknown>): unknown {
  if (schema.type === 'integer' || (schema.anyOf && /^\d+$/.test(text))) return Number(text);
  if (schema.type !== 'array') return text;
  return text.split(',').map((item) => exampleOf(item, schema.items as Record<string, unknown>));
}
