import type { MovieFlag } from '../model/movie.js';

/** What a flag means for a movie's figures. */
export const flagExplanations: Readonly<Record<MovieFlag, string>> = {
  suspectUnits:
    'Budget or revenue was 1 to 999 in the source, a unit error such as 8 for 8 million. The unit is not known, so the figure counts as not known; it is never scaled.',
  ambiguousDate:
    'The release date had a year of two digits, such as 10/30/95, whose century is not known. The date counts as not known, and the movie is in no figure by year.',
  absurdScore:
    'The popularity, vote average or runtime was larger than can be true, such as 1e308. It counts as not known.',
  corrected:
    'A value differs from the data set, because it was wrong there: `corrections` has what was reported and the source of the right one.',
};

const issueKinds: Readonly<Record<string, string>> = {
  literal: 'is no list or object that can be read',
  shape: 'has entries without an id or a name, or is of another shape than the column holds',
};

/** Explains an issue of a movie, which is written as `column: what it should hold`. */
export function explainIssue(issue: string): string {
  const [column = issue, kind = ''] = issue.split(': ');
  const fault = issueKinds[kind] ?? `does not hold a ${kind} that can be read`;
  return `The cell '${column}' of the source ${fault}. What could not be read is missing here; the rest of the movie is as reported.`;
}
