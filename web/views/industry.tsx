import { FilterBar, movieFilters } from '../parts/controls.js';
import { askByYear, ByYearPanels, spanOf } from './by-year-panels.js';
import { Footnote, Totals, ViewHead } from './headline.js';
import { Nothing } from './nothing.js';
import type { View } from './view.js';

/** The whole industry by year: the first view. */
export const industry: View = async ({ query }) => {
  const { byYear, answer } = await askByYear('movies/summary-by-year', {}, movieFilters(query), query);
  const title = 'The film industry';
  const isEmpty = byYear.rows.length === 0;
  const [first, last] = isEmpty ? [] : spanOf(byYear.rows);
  return {
    title,
    content: (
      <>
        <ViewHead kicker="All movies" title="The film industry, year by year">
          {!isEmpty &&
            `${first} to ${last}, by release year. The strip below a plot shows for how many movies its figure is known; a click on a bar shows its movies.`}
        </ViewHead>
        <FilterBar query={query} />
        {isEmpty ? (
          <Nothing />
        ) : (
          <>
            <Totals rows={byYear.rows} />
            <ByYearPanels byYear={byYear} query={query} />
            <Footnote meta={answer.meta} />
          </>
        )}
      </>
    ),
  };
};
