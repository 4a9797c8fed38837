import { h } from '../elements.js';
import { count, dollars, percent, plural } from '../format.js';
import { dataTable } from '../parts/data-table.js';
import { linkTo } from '../route.js';
import { stat } from './headline.js';

type Sum = { sum: number | null; known: number };
/** An edition as `/v1/editions` returns it. */
export type Edition = {
  edition: string;
  state: 'live' | 'previous';
  loadedAt: string;
  publishedAt: string | null;
  sample: boolean;
  generator: string;
  inputs: { name: string; size: number; sha256: string }[];
  rows: Record<string, number>;
  documents: Record<string, number>;
  totals: { budget: Sum; revenue: Sum; profit: Sum };
  years: { first: number | null; last: number | null };
  quality: {
    rejected: number;
    repaired: number;
    duplicates: number;
    conflicting: number;
    flags: { suspectUnits: number; ambiguousDate: number; absurdScore: number; corrected: number };
    issues: number;
    missing: string[];
    corrections: {
      file: string;
      rows: number;
      applied: number;
      unneeded: number;
      fields: Record<string, number>;
    } | null;
  } | null;
  /** Null: the field is not in this edition. */
  coverage: Record<string, number | null>;
  shape: string;
  lacks: string[];
  changes: {
    against: string;
    movies: { added: number; gone: number; changed: number; same: number };
    companies: { id: number; name: string; measure: string; before: number | null; after: number | null }[];
  } | null;
};

/** Counts of rejected, repaired and unreadable data. */
export function quality({ quality: found, rows }: Edition): HTMLElement {
  const all = Object.values(rows).reduce((sum, one) => sum + one, 0) - (found?.corrections?.rows ?? 0);
  return h(
    'section',
    { class: 'figure', 'data-figure': 'quality' },
    h('h2', {}, 'Data quality'),
    found === null
      ? h('p', { class: 'empty' }, 'This edition was loaded before quality was recorded.')
      : h(
          'dl',
          { class: 'stats' },
          stat('Rejected', count(found.rejected), `of ${plural(all, 'row')}`),
          stat('Repaired', count(found.repaired), 'joined from two rows'),
          stat('Duplicates', count(found.duplicates), `${count(found.conflicting)} of them differed`),
          stat('Unreadable cells', count(found.issues), 'taken as not known'),
          stat('Suspect units', count(found.flags.suspectUnits), 'money of 1 to 999'),
          stat('Ambiguous dates', count(found.flags.ambiguousDate), 'taken as not known'),
          stat('Absurd scores', count(found.flags.absurdScore), 'taken as not known'),
          found.corrections !== null &&
            stat('Corrected', count(found.flags.corrected), `movies, by ${found.corrections.file}`),
        ),
    found?.corrections && h('p', {}, describeCorrections(found.corrections)),
    found !== null && found.missing.length > 0 && h('p', {}, `Missing files: ${found.missing.join(', ')}.`),
  );
}

/** `3 corrections: revenue 2, title 1; 1 of 4 says what the data set says.` */
function describeCorrections({
  applied,
  rows,
  unneeded,
  fields,
}: NonNullable<NonNullable<Edition['quality']>['corrections']>): string {
  const listed = Object.entries(fields)
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .map(([field, number]) => `${field} ${count(number)}`);
  const rest = unneeded > 0 ? `; ${count(unneeded)} of ${count(rows)} say what the data set says` : '';
  return `${plural(applied, 'correction')}${applied > 0 ? `: ${listed.join(', ')}` : ''}${rest}.`;
}

/** For how many movies each field is known, the least known first. */
export function coverage(live: Edition): HTMLElement {
  const movies = live.documents.movies ?? 0;
  const fields = Object.entries(live.coverage)
    .flatMap(([name, known]) => (known === null ? [] : [[name, known] as const]))
    .sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]));
  return h(
    'section',
    { class: 'figure', 'data-figure': 'coverage' },
    h('h2', {}, 'Coverage'),
    h('p', { class: 'subtitle' }, `Of how many of the ${count(movies)} movies each field is known.`),
    live.lacks.length > 0 && h('p', { 'data-lacks': '' }, `Not in this edition: ${live.lacks.join(', ')}.`),
    h(
      'ol',
      { class: 'ranking coverage' },
      fields.map(([name, known]) => {
        const bar = h('i', { class: 'bar', 'aria-hidden': 'true', 'data-value': String(known) });
        bar.style.width = `${movies > 0 ? (100 * known) / movies : 0}%`;
        return h(
          'li',
          {},
          h('span', { class: 'name' }, name),
          h('span', { class: 'track' }, bar),
          h('span', { class: 'figure-text' }, percent(known, movies), h('small', {}, ` ${count(known)}`)),
        );
      }),
    ),
  );
}

/** What an edition changed against the previous one. */
export function changes({ against, movies, companies }: NonNullable<Edition['changes']>): HTMLElement {
  const money = (value: number | null) => (value === null ? 'not known' : dollars(value));
  return h(
    'section',
    { class: 'figure', 'data-figure': 'changes' },
    h('h2', {}, 'What changed'),
    h('p', { class: 'subtitle' }, `against ${against}`),
    h(
      'dl',
      { class: 'stats' },
      stat('Added', count(movies.added), 'movies'),
      stat('Gone', count(movies.gone), 'movies'),
      stat('Changed', count(movies.changed), 'movies'),
      stat('The same', count(movies.same), 'movies'),
    ),
    companies.length > 0 &&
      dataTable(
        'Companies whose totals moved most',
        [
          { title: 'Company', cell: ({ id, name }) => h('a', { href: linkTo(`/companies/${id}`) }, name) },
          { title: 'Measure', cell: ({ measure }) => measure },
          { title: 'Before', isNumber: true, cell: ({ before }) => money(before) },
          { title: 'After', isNumber: true, cell: ({ after }) => money(after) },
        ],
        companies,
      ),
  );
}
