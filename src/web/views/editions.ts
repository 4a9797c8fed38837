import { type Answer, askNow } from '../api-client.js';
import { h } from '../elements.js';
import { count, dateAndTime, dollars, percent, plural } from '../format.js';
import { dataTable } from '../parts/data-table.js';
import { linkTo } from '../route.js';
import { stat, viewHead } from './headline.js';
import type { View } from './view.js';

type Sum = { sum: number | null; known: number };
type Edition = {
  generation: string;
  state: 'live' | 'kept';
  loadedAt: string;
  publishedAt: string | null;
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
    flags: { suspectUnits: number; ambiguousDate: number };
    issues: number;
    missing: string[];
  } | null;
  coverage: Record<string, number>;
  changes: {
    against: string;
    movies: { added: number; gone: number; changed: number; same: number };
    companies: { id: number; name: string; measure: string; before: number | null; after: number | null }[];
  } | null;
};

/** What is live, what was before it, what changed, and how good the data is. */
export const editions: View = async () => {
  const { data } = await askNow<Answer<Edition[]>>('/v1/editions');
  const live = data.find(({ state }) => state === 'live');
  return {
    title: 'Editions',
    content: [
      viewHead(
        'Data',
        'Editions',
        'Every figure comes from one edition of the data set. An edition that fails a check is never shown.',
      ),
      live === undefined ? h('p', { class: 'empty' }, 'Nothing has been published yet.') : describeLive(live),
      live !== undefined && quality(live),
      live !== undefined && coverage(live),
      live?.changes ? changes(live.changes) : null,
      history(data),
    ],
  };
};

function describeLive(live: Edition): HTMLElement {
  const { movies = 0, companies = 0, people = 0 } = live.documents;
  return h(
    'section',
    { class: 'figure large', 'aria-label': 'The live edition', 'data-figure': 'live' },
    h('h2', {}, `Live: ${live.generation}`),
    h(
      'p',
      { class: 'subtitle' },
      `published ${live.publishedAt ? dateAndTime(live.publishedAt) : 'at a time not recorded'}`,
    ),
    h(
      'dl',
      { class: 'stats' },
      stat('Films', count(movies), `${live.years.first ?? '?'} to ${live.years.last ?? '?'}`),
      stat('Companies', count(companies), `${count(people)} people`),
      ...(['revenue', 'budget', 'profit'] as const).map((name) =>
        stat(
          name[0]?.toUpperCase() + name.slice(1),
          live.totals[name].sum === null ? 'not known' : dollars(live.totals[name].sum),
          `known of ${percent(live.totals[name].known, movies)}`,
        ),
      ),
    ),
    dataTable(
      'Files of the live edition',
      [
        { title: 'File', cell: ({ name }) => name },
        { title: 'Rows', isNumber: true, cell: ({ name }) => count(live.rows[name] ?? 0) },
        { title: 'Bytes', isNumber: true, cell: ({ size }) => count(size) },
        { title: 'SHA-256', cell: ({ sha256 }) => h('code', { title: sha256 }, `${sha256.slice(0, 16)}…`) },
      ],
      live.inputs,
    ),
  );
}

function quality({ quality: found, rows }: Edition): HTMLElement {
  const all = Object.values(rows).reduce((sum, one) => sum + one, 0);
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
        ),
    found !== null && found.missing.length > 0 && h('p', {}, `Missing files: ${found.missing.join(', ')}.`),
  );
}

function coverage(live: Edition): HTMLElement {
  const movies = live.documents.movies ?? 0;
  const fields = Object.entries(live.coverage).sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]));
  return h(
    'section',
    { class: 'figure', 'data-figure': 'coverage' },
    h('h2', {}, 'Coverage'),
    h('p', { class: 'subtitle' }, `Of how many of the ${count(movies)} films each field is known.`),
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

function changes({ against, movies, companies }: NonNullable<Edition['changes']>): HTMLElement {
  const money = (value: number | null) => (value === null ? 'not known' : dollars(value));
  return h(
    'section',
    { class: 'figure', 'data-figure': 'changes' },
    h('h2', {}, 'What changed'),
    h('p', { class: 'subtitle' }, `against ${against}`),
    h(
      'dl',
      { class: 'stats' },
      stat('Added', count(movies.added), 'films'),
      stat('Gone', count(movies.gone), 'films'),
      stat('Changed', count(movies.changed), 'films'),
      stat('The same', count(movies.same), 'films'),
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

const history = (all: readonly Edition[]): HTMLElement =>
  h(
    'section',
    { class: 'figure', 'data-figure': 'history' },
    h('h2', {}, 'Editions that can be asked'),
    dataTable(
      'Editions that can be asked',
      [
        { title: 'Edition', cell: ({ generation }) => generation },
        {
          title: 'Show',
          cell: ({ state, generation }) =>
            state === 'live'
              ? h('a', { href: linkTo('/', { edition: undefined }) }, 'live')
              : h('a', { href: linkTo('/', { edition: generation }) }, `figures of ${generation}`),
        },
        { title: 'Published', cell: ({ publishedAt }) => (publishedAt ? dateAndTime(publishedAt) : '–') },
        { title: 'Films', isNumber: true, cell: ({ documents }) => count(documents.movies ?? 0) },
        {
          title: 'Rejected',
          isNumber: true,
          cell: ({ quality: found }) => (found ? count(found.rejected) : '–'),
        },
        { title: 'Made by', cell: ({ generator }) => generator },
      ],
      all,
    ),
  );
