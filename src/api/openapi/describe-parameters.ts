import { z } from 'zod';
import { type DimensionName, dimensionOf } from '../../questions/dimensions/dimensions.js';
import { movieFilters } from '../../questions/parameters/movie-filters.js';
import type { Question } from '../../questions/question.js';
import { commonParameters } from '../requests/common-parameters.js';
import { toSchema } from './schemas.js';

/**
 * How what many paths take alike is described, the filters of movies and the form of answers: as one parameter each, an
 * object whose members are sent as parameters of their own, or flat, for generators that do not know such objects.
 */
export type ParameterStyle = 'grouped' | 'flat';

/** The filters of figures, but for the first and the last year, which are asked for most. */
const { from: _from, to: _to, ...filters } = movieFilters;
/** The form of an answer. */
const { edition: _edition, ...form } = commonParameters;

/** What is described as one parameter. */
const groups = [
  {
    members: filters as Record<string, z.ZodType>,
    described: group('filters', 'Which movies count: genre=18&year.not=1994', {
      $ref: '#/$defs/MovieFilters',
      $defs: describeFilters(),
    }),
  },
  {
    members: form as Record<string, z.ZodType>,
    described: group('form', 'Which form the answer has: format=csv&select=id,title', {
      ...toSchema(z.object(form).meta({ id: 'Form' }), 'parameter'),
    }),
  },
];

type Described = Pick<Question, 'name' | 'example'>;

/** Describes the parameters of a path, each with its schema and an example. */
export function describeParameters(
  described: Described,
  shape: Record<string, unknown>,
  style: ParameterStyle,
): Record<string, unknown>[] {
  const present =
    style === 'flat'
      ? []
      : groups.filter(({ members }) => Object.keys(members).every((name) => name in shape));
  // Search has other defaults of some.
  const isGrouped = (name: string, schema: unknown) =>
    present.some(({ members }) => members[name] === schema);
  return [
    ...Object.entries(shape)
      .filter(([name, schema]) => !isGrouped(name, schema))
      .map(([name, schema]) => describeParameter(name, schema as z.ZodType, described)),
    ...present.map((one) => one.described),
  ];
}

/** A parameter that is an object, whose members are sent as parameters of their own. */
function group(name: string, description: string, schema: object) {
  return {
    name,
    in: 'query',
    style: 'form',
    explode: true,
    description: `${description}. Each member is a parameter of its own, as /openapi-flat.json lists them.`,
    schema,
    example: {},
  };
}

/** The filters as one object; those with the same values share their schema. */
function describeFilters(): Record<string, object> {
  const definitions: Record<string, object> = {};
  const properties = Object.entries(filters).map(([name, type]) => {
    const { description, examples, ...values } = toSchema(type, 'parameter');
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
  const { description, examples: usual, ...described } = toSchema(schema, 'parameter');
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
