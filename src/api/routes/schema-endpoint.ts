import { z } from 'zod';
import { dimensionNames, dimensionOf } from '../../questions/dimensions/dimensions.js';
import { measureNames, measureOf } from '../../questions/measures/measures.js';
import { movieFilters } from '../../questions/parameters/movie-filters.js';
import type { Question } from '../../questions/question.js';
import { definitionPath } from '../answers/meta.js';
import { inlineSchema } from '../openapi/schemas.js';
import type { Endpoint } from './endpoint.js';

const names = z.array(z.string());

const schema = z.object({
  dimensions: z.array(
    z.object({
      name: z.string().describe('As a value of `group`, as a filter and as a column'),
      title: z.string(),
      definition: z.string(),
      definitionPath: z.string(),
      type: z.enum(['id', 'code', 'number', 'word']).describe('What its values are'),
      values: z.string().describe('What a value is, in words'),
      examples: z.array(z.union([z.string(), z.number()])),
      isMany: z.boolean().describe('Whether a movie may have several; it then counts in full for each'),
      isTime: z.boolean().describe('Whether it is a part of the release date, so that gaps can be filled'),
      path: z.string().nullable().describe('Path of the list of its values; null where there is none'),
      filters: names.describe('The parameters that filter by it'),
    }),
  ),
  measures: z.array(
    z.object({
      name: z.string().describe('As a value of `measures`, `by` and `sort`, and as a column'),
      title: z.string(),
      unit: z.string(),
      definition: z.string(),
      definitionPath: z.string(),
      figure: z.string().describe('The member of the figure that has its value; empty for a plain number'),
    }),
  ),
  filters: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      schema: z.looseObject({}).describe('JSON Schema of its values'),
    }),
  ),
  questions: z.array(
    z.object({
      path: z.string(),
      summary: z.string(),
      hasFilters: z.boolean().describe('Whether it takes the filters'),
      parameters: names.describe('Its other parameters'),
      sorts: names.describe('The keys of its order'),
    }),
  ),
});

/** `/v1/schema`: what can be asked, for programs that build themselves from it. */
export function schemaEndpoint(questions: readonly Question[]): Endpoint {
  const data = describeSchema(questions);
  return {
    name: 'schema',
    summary: 'Dimensions, measures, filters and questions',
    description:
      'What movies can be grouped and filtered by, which figures there are, with titles, units and definitions, and which question takes what. It changes with the version of Marquee, not with the edition.',
    scope: 'read',
    parameters: z.strictObject({}),
    data: schema,
    answer: async () => data,
    example: {},
  };
}

function describeSchema(questions: readonly Question[]): z.output<typeof schema> {
  const filterNames = Object.keys(movieFilters);
  return {
    dimensions: dimensionNames.map((name) => {
      const { kind, title, definition, valueIs, examples, isMany, time, documents } = dimensionOf(name);
      return {
        name,
        title,
        definition,
        definitionPath: definitionPath(name),
        type: kind,
        values: valueIs,
        examples: [...examples],
        isMany,
        isTime: time !== undefined,
        path: documents === undefined ? null : `/v1/${documents}`,
        filters: filterNames.filter((filter) => filter.split('.')[0] === name),
      };
    }),
    measures: measureNames.map((name) => {
      const { title, unit, definition, figure } = measureOf(name);
      const members = figure instanceof z.ZodObject ? Object.keys(figure.shape) : [];
      const value = members.find((member) => member !== 'known') ?? '';
      return { name, title, unit, definition, definitionPath: definitionPath(name), figure: value };
    }),
    filters: Object.entries(movieFilters).map(([name, type]) => {
      const { description, examples } = z.globalRegistry.get(type) ?? {};
      return {
        name,
        description: String(description),
        schema: { ...inlineSchema(type), ...(examples ? { examples } : {}) },
      };
    }),
    questions: questions.map(({ name, summary, parameters }) => {
      const given = Object.keys(parameters.shape);
      const hasFilters = 'from' in parameters.shape;
      return {
        path: `/v1/${name}`,
        summary,
        hasFilters,
        parameters: given.filter((parameter) => !hasFilters || !filterNames.includes(parameter)),
        sorts: sortsOf(parameters.shape),
      };
    }),
  };
}

/** The values of `sort` or `by` that a question lists. */
function sortsOf({ sort, by, measures }: Record<string, unknown>): string[] {
  if (measures !== undefined) return [...dimensionNames, ...measureNames];
  return [...valuesOf(sort), ...valuesOf(by)];
}

function valuesOf(type: unknown): string[] {
  if (type === undefined) return [];
  return (inlineSchema(type as z.ZodType).enum ?? []) as string[];
}
