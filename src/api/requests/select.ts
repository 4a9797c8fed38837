import { z } from 'zod';
import type { Question } from '../../questions/question.js';
import { Problem } from '../problems/problem.js';
import { suggestName } from './suggest.js';

/** The members of a question's rows, or of its document. */
export function membersOf({ data }: Pick<Question, 'data'>): readonly string[] {
  const row = data instanceof z.ZodArray ? data.element : data;
  return row instanceof z.ZodObject ? Object.keys(row.shape) : [];
}

/**
 * Reads `select`: members separated by commas; returns them in the order of the row, each once.
 * @throws {Problem} `invalid-parameter`, naming the first that there is not
 */
export function readSelect(text: string, members: readonly string[]): string {
  const names = new Set(text.split(','));
  const unknown = [...names].find((name) => !members.includes(name));
  if (unknown === undefined) return members.filter((name) => names.has(name)).join();
  const allowed = `must be some of ${members.join(', ')}, separated by commas`;
  const suggestion = suggestName(unknown, members);
  const question = suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
  throw new Problem('invalid-parameter', `'select' is ${JSON.stringify(text)}: ${allowed}.${question}`, {
    errors: [{ parameter: 'select', value: text, allowed, ...(suggestion !== undefined && { suggestion }) }],
  });
}

/** Returns a function that leaves the selected members of a row; all of them without a selection. */
export function selectOf({
  select,
}: Record<string, unknown>): <Row extends object>(row: Row) => Partial<Row> {
  if (typeof select !== 'string') return (row) => row;
  const names = new Set(select.split(','));
  return (row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name))) as Partial<typeof row>;
}
