import { inOrder } from './csv-files.js';
import type { rejectedRows } from './defects.js';
import { inventIsoDate } from './invent-date.js';
import { inventMovie } from './invent-movie.js';
import { inventTitle } from './invent-title.js';
import type { Edition } from './plan-edition.js';
import { Random, streams } from './random.js';
import type { Tokens } from './tokens.js';

/** The cells of a row that is no movie, and the reason why it is rejected. */
export type Rejected = Readonly<{ cells: string[]; reason: 'id' | 'title' | 'fieldCount' }>;

/** Returns a row to reject: another movie, under an id that no movie has, spoilt in the given way. */
export function rejectedCells(
  edition: Edition,
  tokens: Tokens,
  movie: number,
  kind: keyof typeof rejectedRows,
): Rejected {
  const random = new Random(edition.seed, streams.rejected, movie);
  const id = edition.strangerId(movie);
  const title = inventTitle(random);
  const template = { ...inventMovie(edition, tokens, movie), original_title: title, title };
  const spoilt = (over: Partial<typeof template>) => inOrder({ ...template, id: String(id), ...over });
  // Half a row must not hold a newline of its own, or it would not look like the half it is.
  const short = { overview: 'The rest of this row was lost.' };
  switch (kind) {
    case 'shifted':
      return { cells: shifted(spoilt({}), inventIsoDate(random, 1990 + random.below(27))), reason: 'id' };
    case 'emptyId':
      return { cells: spoilt({ id: '' }), reason: 'id' };
    case 'negativeId':
      return { cells: spoilt({ id: String(-id) }), reason: 'id' };
    case 'zeroId':
      return { cells: spoilt({ id: '0' }), reason: 'id' };
    case 'wordId':
      return { cells: spoilt({ id: `tt${id}` }), reason: 'id' };
    case 'emptyTitle':
      return { cells: spoilt({ title: '' }), reason: 'title' };
    case 'lostHalf':
      return { cells: spoilt(short).slice(0, 10), reason: 'fieldCount' };
    case 'missingField':
      return { cells: spoilt(short).slice(0, -1), reason: 'fieldCount' };
    case 'extraField':
      return { cells: [...spoilt({}), '0'], reason: 'fieldCount' };
  }
}

/** The second half of a split row, moved to the first columns and filled up: the id's column holds the date. */
function shifted(fields: readonly string[], date: string): string[] {
  const secondHalf = [' - Written by the lighthouse keeper', ...fields.slice(10)];
  secondHalf[5] = date;
  return [...secondHalf, ...Array<string>(fields.length - secondHalf.length).fill('')];
}
