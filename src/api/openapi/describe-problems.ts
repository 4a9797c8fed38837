import { type ProblemKind, problemKinds } from '../problems/problem-kinds.js';

/** Describes problems by status; several kinds may share one. */
export function describeProblems(kinds: readonly ProblemKind[]): Record<string, Record<string, unknown>> {
  const titles = new Map<number, string[]>();
  for (const kind of kinds) {
    const { status, title } = problemKinds[kind];
    titles.set(status, [...(titles.get(status) ?? []), title]);
  }
  return Object.fromEntries(
    [...titles].map(([status, described]) => [
      String(status),
      {
        description: described.join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}
