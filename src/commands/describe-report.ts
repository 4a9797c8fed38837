import { printable } from '../files/show-text.js';
import type { CorrectionsReport } from '../model/correction.js';
import { documentTypes } from '../model/document-type.js';
import type { RatingsReport, Report } from '../model/report.js';
import { toTable } from './to-table.js';

const count = (number: number): string => number.toLocaleString('en-US');

/** Returns the report of a transform as text: a table of the files, then the findings. */
export function describeReport(report: Report): string {
  const findings = describeFindings(report).map((line) => `  ${line}\n`);
  return printable(`${describeFiles(report)}\n${findings.join('')}`);
}

function describeFiles(report: Report): string {
  const { conflicts } = report;
  const head = ['', 'rows', 'repaired', 'rejected', 'duplicates', 'of these different', 'of no movie'];
  const movies = [report.rows, report.repaired, report.rejected, report.duplicates, conflicts.length, 0];
  const others = Object.entries(report.files).map(([name, { rows, rejected, duplicates, orphans }]) => [
    name,
    ...[
      rows,
      0,
      rejected,
      duplicates.identical + duplicates.conflicting,
      duplicates.conflicting,
      orphans,
    ].map(count),
  ]);
  return toTable([head, [report.moviesFile, ...movies.map(count)], ...others]);
}

function describeFindings(report: Report): string[] {
  const { flags, missing, ratings, corrections } = report;
  const unreadable = Object.entries(issuesOfAllFiles(report)).map(
    ([issue, { count: cells }]) => `${issue} ${count(cells)}`,
  );
  return [
    `documents: ${documentTypes.map((type) => `${count(report[type])} ${type}`).join(', ')}`,
    `${count(report.undated)} movies without a known release year, ${count(report.unreleased)} not released: left out of figures by default`,
    `${count(flags.suspectUnits)} with suspect amounts of money, ${count(flags.ambiguousDate)} with an ambiguous date, ${count(flags.absurdScore)} with an absurd score: treated as unknown`,
    `known for: ${describeCoverage(report)}`,
    unreadable.length > 0 ? `unreadable cells: ${unreadable.join(', ')}` : 'no unreadable cells',
    ...(ratings ? [describeRatings(ratings)] : []),
    ...(corrections ? [describeCorrections(corrections)] : []),
    ...(missing.length > 0 ? [`files not in this edition: ${missing.join(', ')}`] : []),
    ...describeShape(report),
    ...describeNames(report),
    'rejected.ndjson has every rejected row with its reason; report.json has all details',
  ];
}

/** Names listed in a line. */
const maxListed = 20;

function describeNames({ readAs = {}, unread = [] }: Report): string[] {
  const lines = Object.entries(readAs).map(([name, found]) => `read ${found} as ${name}`);
  if (unread.length === 0) return lines;
  const more = unread.length > maxListed ? ` and ${count(unread.length - maxListed)} more` : '';
  return [...lines, `not read: ${unread.slice(0, maxListed).join(', ')}${more}`];
}

/** The unreadable cells of all files; no two files have a column of one name that can be unreadable. */
const issuesOfAllFiles = ({ issues, files }: Report): Report['issues'] =>
  Object.assign({}, issues, ...Object.values(files).map((file) => file.issues));
/** The shape, the fields that the edition lacks, and what of its files is not read. */
function describeShape({ shape, lacks, moviesFile, ignored = [], files }: Report): string[] {
  const unread = [
    ...ignored.map((name) => `${name} of ${moviesFile}`),
    ...Object.entries(files).flatMap(([file, found]) =>
      (found.ignored ?? []).map((name) => `${name} of ${file}`),
    ),
  ].map((name) => printable(name.slice(0, 60)));
  return [
    `shape: ${shape}${lacks.length > 0 ? `; fields not in this edition: ${lacks.join(', ')}` : ''}`,
    ...(unread.length > 0
      ? [`columns not read: ${unread.slice(0, maxUnread).join(', ')}${more(unread)}`]
      : []),
  ];
}

/** Columns listed that are not read. */
const maxUnread = 30;

const more = (unread: readonly string[]): string =>
  unread.length > maxUnread ? ` and ${unread.length - maxUnread} more` : '';

const described = [
  'releaseDate',
  'budget',
  'revenue',
  'profit',
  'genres',
  'companies',
  'keywords',
  'cast',
  'movieLens',
];

const describeCoverage = ({ coverage, movies }: Report): string =>
  described
    .filter((field) => typeof coverage[field] === 'number')
    .map((field) => `${field} ${((100 * (coverage[field] ?? 0)) / movies).toFixed(1)} %`)
    .join(', ');

const describeCorrections = ({ file, applied, unneeded, fields }: CorrectionsReport): string => {
  const listed = Object.entries(fields).map(([field, number]) => `${field} ${count(number)}`);
  const applyTo = listed.length > 0 ? ` (${listed.join(', ')})` : '';
  const rest = unneeded > 0 ? `; ${count(unneeded)} say what the data set says` : '';
  return `${count(applied)} corrections of ${file} applied${applyTo}${rest}`;
};

const describeRatings = ({ joined, unlinked, withoutTmdbId, ambiguous, orphans }: RatingsReport): string =>
  `${count(joined)} ratings joined; left out: ${count(unlinked)} without a link, ${count(withoutTmdbId)} whose link has ` +
  `no tmdbId, ${count(ambiguous)} with an ambiguous tmdbId, ${count(orphans)} whose movie is not in the edition`;
