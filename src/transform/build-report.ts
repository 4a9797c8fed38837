import type { Conflict, Report } from '../model/report.js';
import { countIssues } from './count-issues.js';
import type { MetadataMovie } from './metadata-movie.js';
import type { MovieCopies } from './movie-copies.js';

/** What the copies that stay say of themselves; counted in one pass over them. */
export function countMovies(
  copies: MovieCopies,
): Pick<
  Report,
  'movies' | 'duplicates' | 'undated' | 'unreleased' | 'flags' | 'issues' | 'totals' | 'years'
> {
  const kept = copies.kept();
  const counts = { undated: 0, unreleased: 0 };
  const years: Record<string, number> = {};
  const flags = { suspectUnits: 0, ambiguousDate: 0 };
  const totals = { budget: new Total(), revenue: new Total(), profit: new Total() };
  const issues: { id: number; line: number; issues: readonly string[] }[] = [];
  for (const copy of kept) {
    const year = copies.yearOf(copy);
    if (year === 0) counts.undated++;
    else years[year] = (years[year] ?? 0) + 1;
    if (!copies.isReleased(copy)) counts.unreleased++;
    if (copies.hasFlag(copy, 'suspectUnits')) flags.suspectUnits++;
    if (copies.hasFlag(copy, 'ambiguousDate')) flags.ambiguousDate++;
    const [budget, revenue] = [copies.budgetOf(copy), copies.revenueOf(copy)];
    totals.budget.add(budget);
    totals.revenue.add(revenue);
    // Rule 6: not a number where either is not known.
    totals.profit.add(revenue - budget);
    const found = copies.issuesOf(copy);
    if (found.length > 0) issues.push({ id: copies.idOf(copy), line: copies.lineOf(copy), issues: found });
  }
  return {
    movies: kept.length,
    duplicates: copies.length - kept.length,
    ...counts,
    flags,
    issues: countIssues(issues),
    years,
    totals: {
      budget: totals.budget.settle(),
      revenue: totals.revenue.settle(),
      profit: totals.profit.settle(),
    },
  };
}

/** Rule 13: a sum says how many figures are in it, and is null without any. */
class Total {
  private sum = 0;
  private known = 0;

  /** @param amount - not a number where it is not known */
  add(amount: number): void {
    if (Number.isNaN(amount)) return;
    this.sum += amount;
    this.known++;
  }

  settle(): { sum: number | null; known: number } {
    return { sum: this.known > 0 ? this.sum : null, known: this.known };
  }
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
