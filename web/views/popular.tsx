import type { GenresMostPopularByYearData } from 'api-types';
import { ask, pathOf } from '../api-client.js';
import { heatMap, type RankedGenre } from '../charts/heat-map.js';
import { isMoney, knownOf, type MeasureName, measureNamed, measures, numberOf } from '../measures.js';
import { comparison, dollarsOf, FilterBar, MeasureSwitch, movieFilters, Select } from '../parts/controls.js';
import type { Column } from '../parts/data-table.js';
import { Definition } from '../parts/definition.js';
import { Figure } from '../parts/figure.js';
import { linkTo } from '../route.js';
import { Footnote, ViewHead } from './headline.js';
import type { View } from './view.js';

const offered: readonly MeasureName[] = [
  'popularity',
  'totalPopularity',
  'releases',
  'votes',
  'rating',
  'revenue',
  'profit',
];

/** The most popular genre of every year, and the others beside it. */
export const popular: View = async ({ query }) => {
  const by = measureNamed(query.get('by'), 'popularity');
  const minReleases = Number(query.get('minReleases') ?? 3);
  const parameters = { ...movieFilters(query), by, minReleases, ranking: 'full', ...comparison(query) };
  const answer = await ask<GenresMostPopularByYearData>('genres/most-popular-by-year', parameters);
  const rows: readonly RankedGenre[] = answer.data;
  const title = 'The genre of every year';
  const info = measures[by];
  return {
    title,
    content: (
      <>
        <ViewHead kicker="Genres" title={title}>
          The stronger a field’s colour, the nearer the genre came to the winner of its year, which has a dot.
        </ViewHead>
        <FilterBar query={query} hasMoney={isMoney(by)} />
        <Figure
          name="heat-map"
          title={`Genre of the year by ${info.title.toLowerCase()}`}
          subtitle={
            <>
              {isMoney(by) ? dollarsOf(query) : info.unit} · <Definition name={by} />
            </>
          }
          calls={[pathOf('genres/most-popular-by-year', parameters)]}
          rows={rows}
          columns={columnsOf(by, query.has('compare'))}
          controls={
            <div class="controls">
              <MeasureSwitch names={offered} chosen={by} />
              <Select
                label="Genres with at least"
                name="minReleases"
                value={String(minReleases)}
                options={[
                  ['1', '1 release'],
                  ['3', '3 releases'],
                  ['5', '5 releases'],
                  ['10', '10 releases'],
                ]}
              />
            </div>
          }
          legend={
            <>
              <Wins rows={rows} />
              <HeatLegend />
            </>
          }
          empty={
            rows.length === 0 &&
            'No genre has so many releases in a year: ask for fewer above, or choose other years.'
          }
          isLarge
          choiceOf={(row) =>
            row.links && {
              title: `${row.year} · ${row.genre.name}`,
              link: row.links.movies,
              measure: by,
              figure: row[by],
            }
          }
          draw={(width, choose) => heatMap(rows, by, width, choose)}
        />
        <Footnote meta={answer.meta} />
      </>
    ),
  };
};

/** How many years each genre won, most first. */
function Wins({ rows }: { rows: readonly RankedGenre[] }) {
  const wins = new Map<string, number>();
  for (const { rank, genre } of rows) if (rank === 1) wins.set(genre.name, (wins.get(genre.name) ?? 0) + 1);
  const ordered = [...wins].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 6);
  return (
    <p class="wins">
      Most years won: {ordered.map(([name, number]) => `${name} ${number}`).join(', ')}
      {wins.size > ordered.length && ' …'}
    </p>
  );
}

const columnsOf = (by: MeasureName, isCompared: boolean): Column<RankedGenre>[] => [
  { title: 'Year', value: ({ year }) => year, cell: ({ year }) => year },
  { title: 'Rank', isNumber: true, value: ({ rank }) => rank },
  {
    title: 'Genre',
    value: ({ genre }) => genre.name,
    cell: ({ genre: { id, name } }) => <a href={linkTo(`/genres/${id}`)}>{name}</a>,
  },
  {
    title: `${measures[by].title} (${measures[by].unit})`,
    isNumber: true,
    value: (row) => numberOf(row[by]),
  },
  ...(isCompared ? [{ title: 'Change', isNumber: true, value: (row: RankedGenre) => row.change?.[by] }] : []),
  { title: 'Known', isNumber: true, value: (row) => knownOf(row[by]) },
  { title: 'Releases', isNumber: true, value: ({ releases }) => releases },
];

const HeatLegend = () => (
  <p class="heat-legend">
    <span>far behind the winner</span>
    <i class="ramp" aria-hidden="true" />
    <span>level with the winner</span>
    <i class="winner" aria-hidden="true" />
    <span>winner</span>
    <i class="unknown" aria-hidden="true" />
    <span>not known</span>
  </p>
);
