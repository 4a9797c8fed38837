/** Two values of each list parameter. */
const twoValues: Record<string, (string | number)[]> = {
  genre: [18, 35],
  company: [5, 6],
  country: ['US', 'GB'],
  language: ['en', 'fr'],
  person: [1, 2],
  keyword: [1, 2],
  collection: [1, 2],
  decade: [1990, 2000],
  rating: [6, 7],
  facets: ['genre', 'decade'],
};

type Described = {
  name: string;
  in: string;
  required: boolean;
  example?: unknown;
  schema: { type?: string };
};
export type OpenApi = {
  paths: Record<string, { get?: { operationId?: string; parameters?: (Described | { $ref: string })[] } }>;
  components: { parameters: Record<string, Described> };
};

/** Operation, path parameters, query. */
type ListCall = [operation: string, ids: unknown[], query: Record<string, unknown>];

/** Returns calls with two values of each list parameter of each question. */
export function listCalls({ paths, components }: OpenApi): ListCall[] {
  const operations = Object.values(paths).flatMap(({ get }) => (get?.operationId ? [get] : []));
  return operations.flatMap(({ operationId, parameters: described = [] }) => {
    const parameters = described.flatMap((one) =>
      '$ref' in one ? (components.parameters[one.$ref.replace(/.*\//, '')] ?? []) : one,
    );
    const inPath = parameters.filter((one) => one.in === 'path').map(({ example }) => example);
    const needed = parameters.filter((one) => one.in === 'query' && one.required);
    const query = Object.fromEntries(needed.map(({ name, example }) => [name, example]));
    return parameters
      .filter(({ schema }) => schema.type === 'array')
      .map(
        ({ name, example }): ListCall => [
          operationId as string,
          inPath,
          { ...query, [name]: twoValues[name] ?? example },
        ],
      );
  });
}
