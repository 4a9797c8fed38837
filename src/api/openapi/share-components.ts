type Described = Record<string, unknown>;
export type DescribedOperation = Described & {
  parameters?: Described[];
  responses?: Record<string, Described>;
};
type Paths = Record<string, Record<string, DescribedOperation>>;

/** What operations share, by name, and the operations with references to it. */
type Shared = {
  paths: Paths;
  schemas: Record<string, Described>;
  parameters: Record<string, Described>;
  responses: Record<string, Described>;
};

/**
 * Moves what several operations have in common into components: parameters, problems, and the bodies of answers. The
 * responses with these stay where they are: generators of clients do not look for their media type elsewhere.
 */
export function shareComponents(paths: Paths): Shared {
  const parameters = new Components('parameters');
  const responses = new Components('responses');
  const bodies = new Components('schemas');
  for (const [path, methods] of Object.entries(paths)) {
    for (const operation of Object.values(methods)) {
      for (const parameter of operation.parameters ?? []) parameters.count(String(parameter.name), parameter);
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        if (status === '200') bodies.count(`${pascalCase(lastWord(path))}Answer`, bodyOf(response));
        else responses.count(status === '404' ? 'NotFound' : 'Problem', response);
      }
    }
  }
  const share = (operation: DescribedOperation): DescribedOperation => ({
    ...operation,
    ...(operation.parameters && { parameters: operation.parameters.map((one) => parameters.refer(one)) }),
    ...(operation.responses && {
      responses: Object.fromEntries(
        Object.entries(operation.responses).map(([status, one]) => [
          status,
          status === '200' ? withBody(one, bodies.refer(bodyOf(one))) : responses.refer(one),
        ]),
      ),
    }),
  });
  const shared = Object.entries(paths).map(([name, path]) => [
    name,
    Object.fromEntries(Object.entries(path).map(([method, operation]) => [method, share(operation)])),
  ]);
  return {
    paths: Object.fromEntries(shared),
    parameters: parameters.shared(),
    responses: responses.shared(),
    schemas: bodies.shared(),
  };
}

/** Components of one kind: whatever is described alike at least twice. */
class Components {
  readonly #kind: string;
  readonly #found = new Map<string, { name: string; described: Described; times: number }>();
  readonly #names = new Map<string, string>();

  constructor(kind: string) {
    this.#kind = kind;
  }

  count(name: string, described: Described): void {
    const key = JSON.stringify(described);
    const found = this.#found.get(key) ?? { name, described, times: 0 };
    found.times++;
    this.#found.set(key, found);
    // A name that several share, such as `limit` with another default, gets a number from the second on.
    if (found.times === 2) {
      const used = [...this.#names.values()].filter((other) => other.replace(/-\d+$/, '') === name).length;
      this.#names.set(key, used === 0 ? name : `${name}-${used + 1}`);
    }
  }

  refer(described: Described): Described {
    const name = this.#names.get(JSON.stringify(described));
    return name === undefined ? described : { $ref: `#/components/${this.#kind}/${name}` };
  }

  shared(): Record<string, Described> {
    return Object.fromEntries(
      [...this.#names].map(([key, name]) => [name, this.#found.get(key)?.described ?? {}]),
    );
  }
}

/** `/v1/genres/{id}/profit-by-year` → `profit-by-year`. */
const lastWord = (path: string): string => path.match(/[a-z-]+(?=[^a-z]*$)/)?.[0] ?? path;

/** `profit-by-year` → `ProfitByYear`. */
const pascalCase = (words: string): string =>
  words.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

type Content = Record<string, { schema?: Described }>;

const bodyOf = ({ content }: Described): Described => (content as Content)['application/json']?.schema ?? {};

const withBody = (response: Described, schema: Described): Described => ({
  ...response,
  content: { ...(response.content as Content), 'application/json': { schema } },
});
