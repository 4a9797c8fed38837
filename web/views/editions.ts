import { type Answer, askNow } from '../api-client.js';
import { h } from '../elements.js';
import { count, dateAndTime, dollars, percent } from '../format.js';
import { dataTable } from '../parts/data-table.js';
import { linkTo } from '../route.js';
import { changes, coverage, type Edition, quality } from './edition-parts.js';
import { stat, viewHead } from './headline.js';
import type { View } from './view.js';

/** The live edition with its quality and changes, and the previous ones. */
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
    h('h2', {}, `Live: ${live.edition}`),
    h(
      'p',
      { class: 'subtitle' },
      `published ${live.publishedAt ? dateAndTime(live.publishedAt) : 'at a time not recorded'}, from data in the shape ${live.shape}`,
    ),
    h(
      'dl',
      { class: 'stats' },
      stat('Movies', count(movies), `${live.years.first ?? '?'} to ${live.years.last ?? '?'}`),
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

const history = (all: readonly Edition[]): HTMLElement =>
  h(
    'section',
    { class: 'figure', 'data-figure': 'history' },
    h('h2', {}, 'Available editions'),
    dataTable(
      'Available editions',
      [
        { title: 'Edition', cell: ({ edition, sample }) => (sample ? `${edition} (sample)` : edition) },
        {
          title: 'Show',
          cell: ({ state, edition }) =>
            state === 'live'
              ? h('a', { href: linkTo('/', { edition: undefined }) }, 'live')
              : h('a', { href: linkTo('/', { edition: edition }) }, `figures of ${edition}`),
        },
        { title: 'Published', cell: ({ publishedAt }) => (publishedAt ? dateAndTime(publishedAt) : '–') },
        { title: 'Movies', isNumber: true, cell: ({ documents }) => count(documents.movies ?? 0) },
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
