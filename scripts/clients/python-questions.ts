import type { z } from 'zod';
import { allQuestions } from '../../src/api/all-questions.js';
import { toSchema } from '../../src/api/openapi/schemas.js';
import { commonParameters } from '../../src/api/requests/common-parameters.js';
import { dimensionNames } from '../../src/questions/dimensions/dimensions.js';
import { measureNames } from '../../src/questions/measures/measures.js';
import { inflationParameters } from '../../src/questions/parameters/inflation.js';
import { movieFilters } from '../../src/questions/parameters/movie-filters.js';
import type { Question } from '../../src/questions/question.js';

type JsonSchema = Record<string, unknown>;

/** The keywords of Python, which cannot name an argument. */
const reserved =
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  );

const filters: Record<string, z.ZodType> = { ...movieFilters, ...inflationParameters };
const { edition, select } = commonParameters;
const everywhere: Record<string, z.ZodType> = { edition, select };

/** Returns the module of the Python client with one method for each question, and the types of their arguments. */
export function describePythonQuestions(): string {
  return [
    '"""The questions of the API and their arguments; `npm run docs` writes this module from their declarations."""',
    '',
    'from __future__ import annotations',
    '',
    'from collections.abc import Sequence',
    'from typing import TYPE_CHECKING, Any, Literal, TypedDict',
    '',
    'if TYPE_CHECKING:',
    '    from typing_extensions import Unpack',
    '',
    '    from .answer import Answer',
    '',
    `Measure = ${literal(measureNames)}`,
    `Dimension = ${literal(dimensionNames)}`,
    '',
    ...typedDict('Common', 'TypedDict', everywhere),
    ...typedDict('Filters', 'Common', filters),
    ...allQuestions.flatMap((question) => argumentsOf(question)),
    '',
    'class Questions:',
    '    """Asks every question of the API."""',
    '',
    '    def ask(self, path: str, **parameters: Any) -> Answer:',
    '        raise NotImplementedError',
    ...allQuestions.flatMap(methodOf),
    '',
  ].join('\n');
}

const hasFilters = ({ parameters }: Question): boolean => 'from' in parameters.shape;

/** The parameters of a question alone, not in its path. */
function ownParameters({ name, parameters }: Question): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(parameters.shape).filter(
      ([parameter]) =>
        !name.includes(`{${parameter}}`) && !(hasFilters({ parameters } as Question) && parameter in filters),
    ),
  );
}

const argumentsOf = (question: Question): string[] =>
  typedDict(className(question), hasFilters(question) ? 'Filters' : 'Common', ownParameters(question));

function typedDict(name: string, base: string, parameters: Record<string, z.ZodType>): string[] {
  const members = Object.entries(parameters).flatMap(([parameter, type]) => {
    const schema = toSchema(type);
    return [`    ${pythonName(parameter)}: ${typeOf(schema)}`, `    """${String(schema.description)}"""`];
  });
  return ['', `class ${name}(${base}, total=False):`, ...(members.length > 0 ? members : ['    pass']), ''];
}

function methodOf(question: Question): string[] {
  const { name, summary } = question;
  const path = name.includes('{id}') ? `f"${name}"` : `"${name}"`;
  const id = name.includes('{id}') ? 'id: int | str, ' : '';
  return [
    '',
    `    def ${snakeCase(name)}(self, ${id}**parameters: Unpack[${className(question)}]) -> Answer:`,
    `        """${summary}."""`,
    `        return self.ask(${path}, **parameters)`,
  ];
}

/** `genre.all` → `genre_all`, `from` → `from_` */
const pythonName = (parameter: string): string =>
  reserved.includes(parameter) ? `${parameter}_` : parameter.replace('.', '_');

/** `companies/{id}/profit-by-year` → `companies_id_profit_by_year` */
const snakeCase = (name: string): string =>
  name
    .split(/[^a-z]+/i)
    .filter(Boolean)
    .join('_');

const className = ({ name }: Question): string =>
  name
    .split(/[^a-z]+/i)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

const literal = (values: readonly unknown[]): string => {
  const texts = values.map((value) => JSON.stringify(value));
  const line = `Literal[${texts.join(', ')}]`;
  return line.length < 100 ? line : `Literal[\n    ${texts.join(',\n    ')},\n]`;
};

function typeOf(schema: JsonSchema): string {
  const { type, items, anyOf } = schema;
  if (String(schema.$ref).endsWith('MeasureName')) return 'Measure';
  if (String(schema.$ref).endsWith('DimensionName')) return 'Dimension';
  if (Array.isArray(anyOf)) return [...new Set(anyOf.map((one: JsonSchema) => typeOf(one)))].join(' | ');
  if (type === 'array') {
    const item = typeOf(items as JsonSchema);
    return `${item} | Sequence[${item}]`;
  }
  const { enum: values } = schema;
  if (Array.isArray(values) && values.length <= 10)
    return `Literal[${values.map((one) => JSON.stringify(one)).join(', ')}]`;
  if (type === 'integer') return 'int';
  if (type === 'number') return 'float';
  return 'str';
}
