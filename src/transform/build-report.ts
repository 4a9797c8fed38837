import type { Movie } from '../model/movie.js';
import type { Conflict, IssueCount, Report } from '../model/report.js';
import type { MovieCopies, MovieCopy } from './movie-copies.js';

/** Examples kept of each kind of issue. */
const maxExamples = 5;

/** What the kept copies say of themselves. */
export function countMovies(
  copies: MovieCopies,
): Pick<Report, 'movies' | 'duplicates' | 'undated' | 'unreleased' | 'flags' | 'issues' | 'totals'> {
  const kept = copies.kept();
  return {
    movies: kept.length,
    duplicates: copies.all.length - kept.length,
    undated: kept.filter(({ releaseYear }) => releaseYear === null).length,
    unreleased: kept.filter(({ status }) => status !== 'Released').length,
    flags: {
      suspectUnits: kept.filter(({ flags }) => flags.includes('suspectUnits')).length,
      ambiguousDate: kept.filter(({ flags }) => flags.includes('ambiguousDate')).length,
    },
    issues: countIssues(kept),
    totals: { budget: total(kept, 'budget'), revenue: total(kept, 'revenue'), profit: total(kept, 'profit') },
  };
}

function countIssues(kept: readonly MovieCopy[]): Record<string, IssueCount> {
  const counts: Record<string, IssueCount> = {};
  for (const { id, line, issues } of kept) {
    for (const issue of issues) {
      counts[issue] ??= { count: 0, examples: [] };
      const entry = counts[issue];
      entry.count++;
      if (entry.examples.length < maxExamples) entry.examples.push({ id, line });
    }
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Rule 13: a sum says how many figures are in it, and is null without any. */
function total(kept: readonly MovieCopy[], field: 'budget' | 'revenue' | 'profit') {
  const known = kept.map((copy) => copy[field]).filter((amount) => amount !== null);
  return { sum: known.length > 0 ? known.reduce((a, b) => a + b, 0) : null, known: known.length };
}

/** In what a dropped copy differs from the one that stays; undefined when they are the same. */
export function compareCopies(
  kept: { movie: Movie; line: number },
  dropped: { movie: Movie; line: number },
): Conflict | undefined {
  const differences: Conflict['differences'] = {};
  for (const field of Object.keys(kept.movie) as (keyof Movie)[]) {
    const [a, b] = [kept.movie[field], dropped.movie[field]];
    if (JSON.stringify(a) !== JSON.stringify(b)) differences[field] = { kept: a, dropped: b };
  }
  if (Object.keys(differences).length === 0) return undefined;
  return { id: kept.movie.id, keptLine: kept.line, droppedLine: dropped.line, differences };
}
