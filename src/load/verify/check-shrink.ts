import type { Check } from '../../model/load-run.js';
import type { Manifest } from '../../model/manifest.js';

/** How much smaller than the live edition a new one may be. */
export type ShrinkLimits = {
  /** Maximal share of movies, companies or known revenues that may be missing, 0 to 1. */
  share: number;
  /** Maximal loss in the coverage of a field, in percentage points. */
  points: number;
};

const defaultShrinkLimits: ShrinkLimits = { share: 0.1, points: 10 };

/**
 * Compares the size of a new edition with that of the live one, which is no sample, because half an edition can be
 * consistent in itself.
 * @param acceptShrink - marks checks that do not pass as accepted
 */
export function checkShrink(
  live: Manifest,
  next: Manifest,
  acceptShrink: boolean,
  { share, points }: ShrinkLimits = defaultShrinkLimits,
): Check[] {
  const judge = (check: Check): Check =>
    acceptShrink && !check.passed ? { ...check, accepted: true } : check;
  const size = (name: string, before: number, after: number): Check => ({
    name: `shrink ${name}`,
    passed: after >= before * (1 - share),
    expected: `at least ${percent(1 - share)} of the ${before} that are live`,
    found: before === 0 ? String(after) : `${after} (${percent(after / before)})`,
  });
  const sizes = [
    size('movies', live.totals.movies, next.totals.movies),
    size('companies', live.documents.companies, next.documents.companies),
    size('known revenues', live.totals.revenue.known, next.totals.revenue.known),
  ];
  // Another shape has other fields; that a file of the same shape is missing is what the check is for.
  const isLacking = (field: string) =>
    live.shape !== next.shape && (next.lacks ?? []).some((lacking) => lacking === field);
  const compared = Object.keys(live.coverage).filter((field) => !isLacking(field));
  const fields = compared.map((field): Check => {
    const [before, after] = [coverageOf(live, field), coverageOf(next, field)];
    return {
      name: `shrink coverage of ${field}`,
      passed: 100 * (before - after) <= points,
      expected: `known for at least ${percent(Math.max(0, before - points / 100))}, because ${percent(before)} are live`,
      found: percent(after),
    };
  });
  return [...sizes, ...fields, ...(next.sample ? [sampleCheck] : [])].map(judge);
}

/** Invented movies replace real ones only on request. */
const sampleCheck: Check = {
  name: 'shrink to a sample',
  passed: false,
  expected: 'an edition that is no sample, as the live one',
  found: 'a sample, whose movies are invented',
};

const coverageOf = ({ coverage, totals }: Manifest, field: string): number =>
  totals.movies === 0 ? 0 : (coverage[field] ?? 0) / totals.movies;

const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;
