import type { EditionsData } from 'api-types';
import { askNow } from '../api-client.js';
import { count, dateAndTime, dollars, editionName, percent } from '../format.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { linkTo } from '../route.js';
import { Changes, Coverage, Quality } from './edition-parts.js';
import { Stat, ViewHead } from './headline.js';
import type { View } from './view.js';

type Edition = EditionsData['data'][number];

/** The live edition with its quality and changes, and the previous ones. */
export const editions: View = async () => {
  const { data } = await askNow<EditionsData>('/v1/editions');
  const live = data.find(({ state }) => state === 'live');
  return {
    title: 'Editions',
    content: (
      <>
        <ViewHead kicker="Data" title="Editions">
          Every figure comes from one edition of the data set. An edition that fails a check is never shown.
        </ViewHead>
        {live === undefined ? (
          <p class="empty">Nothing has been published yet.</p>
        ) : (
          <>
            <Live live={live} />
            {live.changes !== null && <Changes {...live.changes} edition={live.edition} />}
            <Quality {...live} />
            <Coverage {...live} />
          </>
        )}
        <section class="figure" data-figure="history">
          <h2>Available editions</h2>
          <DataTable caption="Available editions" columns={historyColumns} rows={data} />
        </section>
      </>
    ),
  };
};

function Live({ live }: { live: Edition }) {
  const { movies = 0, companies = 0, people = 0 } = live.documents;
  const inputColumns: Column<Edition['inputs'][number]>[] = [
    { title: 'File', value: ({ name }) => name },
    { title: 'Rows', isNumber: true, value: ({ name }) => live.rows[name] ?? 0 },
    { title: 'Bytes', isNumber: true, value: ({ size }) => size },
    {
      title: 'SHA-256',
      value: ({ sha256 }) => sha256,
      cell: ({ sha256 }) => <code title={sha256}>{sha256.slice(0, 16)}…</code>,
    },
  ];
  return (
    <section class="figure large" aria-label="The live edition" data-figure="live">
      <h2>Live: {editionName(live.edition)}</h2>
      <p class="subtitle">
        published {live.publishedAt === null ? 'at a time not recorded' : dateAndTime(live.publishedAt)}, from
        data in the shape {live.shape}
      </p>
      <dl class="stats">
        <Stat
          term="Movies"
          value={count(movies)}
          note={`${live.years.first ?? '?'} to ${live.years.last ?? '?'}`}
        />
        <Stat term="Companies" value={count(companies)} note={`${count(people)} people`} />
        {(['revenue', 'budget', 'profit'] as const).map((name) => {
          const { sum, known } = live.totals[name];
          return (
            <Stat
              key={name}
              term={`${name.charAt(0).toUpperCase()}${name.slice(1)}`}
              value={sum === null ? 'not known' : dollars(sum)}
              exact={sum}
              note={`known for ${percent(known, movies)} of movies`}
            />
          );
        })}
      </dl>
      <DataTable caption="Files of the live edition" columns={inputColumns} rows={live.inputs} />
    </section>
  );
}

const historyColumns: Column<Edition>[] = [
  {
    title: 'Edition',
    value: ({ edition }) => edition,
    cell: ({ edition, sample }) => `${editionName(edition)}${sample ? ' (sample)' : ''}`,
  },
  {
    title: 'Show',
    value: ({ state }) => state,
    cell: ({ state, edition }) =>
      state === 'live' ? (
        <a href={linkTo('/', { edition: undefined })}>live</a>
      ) : (
        <a href={linkTo('/', { edition })}>figures of {edition}</a>
      ),
  },
  {
    title: 'Published',
    value: ({ publishedAt }) => publishedAt,
    cell: ({ publishedAt }) => (publishedAt === null ? '–' : dateAndTime(publishedAt)),
  },
  { title: 'Movies', isNumber: true, value: ({ documents }) => documents.movies ?? 0 },
  { title: 'Rejected', isNumber: true, value: ({ quality }) => quality?.rejected },
  { title: 'Made by', value: ({ generator }) => `Marquee ${generator}` },
];
