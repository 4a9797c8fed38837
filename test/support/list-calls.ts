/** Two values of the list parameters of which neither example nor schema has two. */
const twoValues: Record<string, (string | number)[]> = {
  country: ['US', 'GB'],
  language: ['en', 'fr'],
  decade: [1990, 2000],
  spokenLanguage: ['en', 'fr'],
  rating: [6, 7],
  ids: [18, 35],
  facets: ['genre', 'decade'],
  sort: ['-releases', 'year'],
};

/** What else a question with a list must be asked. */
const needs: Record<string, Record<string, unknown>> = { sort: { group: ['year'] } };

type ItemSchema = { $ref?: string; type?: string; enum?: string[]; anyOf?: ItemSchema[] };
type Described = {
  name: string;
  in: string;
  required: boolean;
  example?: unknown;
  schema: { type?: string; items?: ItemSchema };
};
type Reference = { $ref: string };

export type OpenApi = {
  paths: Record<string, { get?: { operationId?: string; parameters?: (Described | Reference)[] } }>;
  components: { parameters?: Record<string, Described>; schemas?: Record<string, ItemSchema> };
};

/** Operation, path parameters, query. */
type ListCall = [operation: string, ids: unknown[], query: Record<string, unknown>];

/** Returns calls with two values of each list parameter of each question; of those that questions share, of one question. */
export function listCalls({ paths, components }: OpenApi): ListCall[] {
  const operations = Object.values(paths).flatMap(({ get }) => (get?.operationId ? [get] : []));
  const asked = new Set<string>();
  return operations.flatMap(({ operationId = '', parameters = [] }) => {
    const described = parameters.flatMap((one) =>
      '$ref' in one ? (components.parameters?.[one.$ref.replace(/.*\//, '')] ?? []) : one,
    );
    const inPath = described.filter((one) => one.in === 'path').map(({ example }) => example);
    const needed = described.filter((one) => one.in === 'query' && one.required);
    const query = Object.fromEntries(needed.map(({ name, example }) => [name, example]));
    const isNew = parameters.map((one) => !('$ref' in one) || !asked.has(one.$ref));
    const lists = described.filter(({ schema }, at) => schema.type === 'array' && isNew[at]);
    for (const one of parameters) if ('$ref' in one) asked.add(one.$ref);
    return lists.map((list): ListCall => {
      const { name } = list;
      return [operationId, inPath, { ...query, ...needs[name], [name]: valuesOf(list, components) }];
    });
  });
}

function valuesOf({ name, example, schema }: Described, { schemas = {} }: OpenApi['components']): unknown {
  const [plainName = name] = name.split('.');
  const { $ref = '', ...items } = schema.items ?? {};
  const kinds = [schemas[$ref.replace(/.*\//, '')] ?? items, ...(items.anyOf ?? [])];
  const numbers = kinds.some(({ type }) => type === 'integer') ? [1, 2] : undefined;
  const words = kinds.find((kind) => kind.enum !== undefined)?.enum?.slice(0, 2);
  const given = Array.isArray(example) && example.length > 1 ? example : undefined;
  const values = given ?? twoValues[plainName] ?? words ?? numbers;
  if (values === undefined) throw new Error(`list-calls.ts has no two values of the list parameter ${name}`);
  return values;
}
