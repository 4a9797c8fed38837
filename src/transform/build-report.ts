import type { Conflict, Report } from '../model/report.js';
import { countIssues } from './count-issues.js';
import type { MovieCopies } from './movie-copies.js';
import type { MetadataMovie } from './to-movie.js';

/** What the copies that stay say of themselves. */
export function countMovies(
  copies: MovieCopies,
): Pick<
  Report,
  'movies' | 'duplicates' | 'undated' | 'unreleased' | 'flags' | 'issues' | 'totals' | 'years'
> {
  const kept = [...copies.kept()];
  const count = (holds: (copy: number) => boolean): number => kept.filter(holds).length;
  return {
    movies: kept.length,
    duplicates: copies.length - kept.length,
    undated: count((copy) => copies.yearOf(copy) === 0),
    unreleased: count((copy) => !copies.isReleased(copy)),
    flags: {
      suspectUnits: count((copy) => copies.hasFlag(copy, 'suspectUnits')),
      ambiguousDate: count((copy) => copies.hasFlag(copy, 'ambiguousDate')),
    },
    issues: countIssues(
      kept.map((copy) => ({
        id: copies.idOf(copy),
        line: copies.lineOf(copy),
        issues: copies.issuesOf(copy),
      })),
    ),
    years: countYears(copies, kept),
    totals: {
      budget: total(copies, kept, 'budget'),
      revenue: total(copies, kept, 'revenue'),
      profit: total(copies, kept, 'profit'),
    },
  };
}

function countYears(copies: MovieCopies, kept: readonly number[]): Record<string, number> {
  const years: Record<string, number> = {};
  for (const copy of kept) {
    const year = copies.yearOf(copy);
    if (year !== 0) years[year] = (years[year] ?? 0) + 1;
  }
  return years;
}

/** Rule 13: a sum says how many figures are in it, and is null without any. */
function total(copies: MovieCopies, kept: readonly number[], field: 'budget' | 'revenue' | 'profit') {
  const known = kept.map((copy) => copies.moneyOf(copy, field)).filter((amount) => !Number.isNaN(amount));
  return { sum: known.length > 0 ? known.reduce((a, b) => a + b, 0) : null, known: known.length };
}

/** In what a dropped copy differs from the one that stays; undefined when they are the same. */
export function compareCopies(
  kept: { movie: MetadataMovie; line: number },
  dropped: { movie: MetadataMovie; line: number },
): Conflict | undefined {
  const differences: Conflict['differences'] = {};
  for (const field of Object.keys(kept.movie) as (keyof MetadataMovie)[]) {
    const [a, b] = [kept.movie[field], dropped.movie[field]];
    if (JSON.stringify(a) !== JSON.stringify(b)) differences[field] = { kept: a, dropped: b };
  }
  if (Object.keys(differences).length === 0) return undefined;
  return { id: kept.movie.id, keptLine: kept.line, droppedLine: dropped.line, differences };
}
