import { ask } from '../api-client.js';
import type { YearRow } from '../charts/by-year.js';
import { dollarsOf, filterBar, movieFilters } from '../parts/controls.js';
import { byYearPanels, spanOf } from './by-year-panels.js';
import { footnote, totals, viewHead } from './headline.js';
import { nothing } from './nothing.js';
import type { View } from './view.js';

/** The whole industry by year: the first view. */
export const industry: View = async ({ query }) => {
  const path = 'movies/summary-by-year';
  const filters = movieFilters(query);
  const answer = await ask<YearRow[]>(path, filters);
  const rows = answer.data;
  if (rows.length === 0) return { title: 'The film industry', content: [filterBar(query), nothing()] };
  const [first, last] = spanOf(rows);
  return {
    title: 'The film industry',
    content: [
      viewHead(
        'All movies',
        'The film industry, year by year',
        `${first} to ${last}, by release year. The strip below a plot shows of how many movies its figure is known.`,
      ),
      filterBar(query),
      totals(rows),
      ...byYearPanels(path, filters, rows, query, dollarsOf(query)),
      footnote(answer),
    ],
  };
};
