import { documentTypes } from '../model/document-type.js';
import type { FileReport, RatingsReport, Report } from '../model/report.js';

const count = (number: number): string => number.toLocaleString('en-US');

/** What a transform did, in a few lines for a person. */
export function describeReport(report: Report): string {
  const unreadable = Object.entries(report.issues).map(([issue, entry]) => `${issue} ${count(entry.count)}`);
  const lines = [
    `${count(report.rows)} rows of movies_metadata.csv read`,
    documentTypes.map((type) => `${count(report[type])} ${type}`).join(', '),
    `${count(report.repaired)} records repaired, ${count(report.rejected)} rows rejected (rejected.ndjson says why)`,
    `${count(report.duplicates)} duplicates dropped, ${count(report.conflicts.length)} of them differed (report.json says in what)`,
    `${count(report.undated)} movies without a known release year, ${count(report.unreleased)} not released: left out of the figures unless asked for`,
    `${count(report.flags.suspectUnits)} with suspect money, ${count(report.flags.ambiguousDate)} with an ambiguous date: taken as not known`,
    unreadable.length > 0
      ? `cells that could not be read: ${unreadable.join(', ')}`
      : 'every cell could be read',
    ...(report.missing.length > 0 ? [`not in this edition: ${report.missing.join(', ')}`] : []),
    ...Object.entries(report.files).map(([name, file]) => describeFile(name, file)),
    ...(report.ratings ? [describeRatings(report.ratings)] : []),
  ];
  return lines.map((line) => `  ${line}\n`).join('');
}

function describeFile(name: string, { rows, rejected, duplicates, orphans }: FileReport): string {
  const { identical, conflicting } = duplicates;
  return (
    `${name}: ${count(rows)} rows, ${count(rejected)} rejected, ${count(identical + conflicting)} duplicates ` +
    `(${count(conflicting)} differed), ${count(orphans)} of no movie of the edition`
  );
}

const describeRatings = ({ joined, unlinked, withoutTmdbId, refused, orphans }: RatingsReport): string =>
  `${count(joined)} ratings joined; left out: ${count(unlinked)} without a link, ${count(withoutTmdbId)} whose link has ` +
  `no tmdbId, ${count(refused)} whose tmdbId is claimed twice, ${count(orphans)} whose movie is not in the edition`;
