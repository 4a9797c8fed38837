import type { Report } from '../model/report.js';

const count = (number: number): string => number.toLocaleString('en-US');

/** What a transform did, in a few lines for a person. */
export function describeReport(report: Report): string {
  const unreadable = Object.entries(report.issues).map(([issue, entry]) => `${issue} ${count(entry.count)}`);
  const lines = [
    `${count(report.rows)} rows read`,
    `${count(report.movies)} movies, ${count(report.companies)} companies, ${count(report.genres)} genres`,
    `${count(report.repaired)} records repaired, ${count(report.rejected)} rows rejected (rejected.ndjson says why)`,
    `${count(report.duplicates)} duplicates dropped, ${count(report.conflicts.length)} of them differed (report.json says in what)`,
    `${count(report.undated)} movies without a known release year, ${count(report.unreleased)} not released: left out of the figures unless asked for`,
    `${count(report.flags.suspectUnits)} with suspect money, ${count(report.flags.ambiguousDate)} with an ambiguous date: taken as not known`,
    unreadable.length > 0
      ? `cells that could not be read: ${unreadable.join(', ')}`
      : 'every cell could be read',
    ...(report.missing.length > 0 ? [`not in this edition: ${report.missing.join(', ')}`] : []),
  ];
  return lines.map((line) => `  ${line}\n`).join('');
}
