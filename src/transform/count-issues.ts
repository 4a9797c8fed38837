import type { IssueCount } from '../model/report.js';

/** Cells of a row that could not be read, as `column: kind`. */
export type FoundIssues = { id: number; line: number; issues: readonly string[] };

/** Examples of each kind of issue. */
const maxExamples = 5;

/** Counts cells that could not be read, by kind in alphabetical order, with the first examples of each. */
export function countIssues(entries: Iterable<FoundIssues>): Record<string, IssueCount> {
  const counts: Record<string, IssueCount> = {};
  for (const { id, line, issues } of entries) {
    for (const issue of issues) {
      counts[issue] ??= { count: 0, examples: [] };
      const entry = counts[issue];
      entry.count++;
      if (entry.examples.length < maxExamples) entry.examples.push({ id, line });
    }
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
