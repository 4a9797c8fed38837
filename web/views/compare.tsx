import type { Meta, MoviesAggregateData } from 'api-types';
import { AskError, ask } from '../api-client.js';
import { seriesColour } from '../charts/lines.js';
import { plural } from '../format.js';
import { isMoney, measureNamed } from '../measures.js';
import { Combobox } from '../parts/combobox.js';
import { FilterBar, movieFilters } from '../parts/controls.js';
import { changeQuery, linkTo } from '../route.js';
import { yearRows } from './by-year-panels.js';
import { ComparedFigure } from './compared-figure.js';
import { Footnote, ViewHead } from './headline.js';
import { Nothing } from './nothing.js';
import {
  allSubjects,
  type Comparable,
  comparable,
  findSubjects,
  firstSubjects,
  type Subject,
  subjectsById,
} from './subjects.js';
import type { View } from './view.js';

/** The number of colours that are distinguishable with any colour vision. */
const most = 7;

/** Companies, genres, people or countries on one axis. */
export const compare: View = ({ query }) => {
  const kind = comparable.find(([name]) => name === query.get('kind'))?.[0] ?? 'company';
  return compareSubjects(query, kind, 'Compare');
};

export const genres: View = ({ query }) => compareSubjects(query, 'genre', 'Genres');

async function compareSubjects(query: URLSearchParams, kind: Comparable, kicker: string): ReturnType<View> {
  const filters = movieFilters(query);
  const edition = query.get('edition') ?? undefined;
  const by = measureNamed(query.get('by'), 'revenue');
  const all = await allSubjects(kind, edition);
  const ids = (query.get('ids') ?? '').split(',').filter(Boolean);
  const shown = await shownSubjects(kind, ids, all, edition);
  const unknown = ids.slice(0, most).filter((id) => !shown.some((subject) => subject.id === id));
  const calls = shown.map(({ id }) => ({
    group: 'year',
    measures: by === 'releases' ? by : `${by},releases`,
    gaps: 'fill',
    limit: 1000,
    ...filters,
    [kind]: id,
  }));
  const answers = await Promise.all(calls.map((call) => ask<MoviesAggregateData>('movies/aggregate', call)));
  const rows = answers.flatMap(({ data }, at) =>
    yearRows(data).map((row) => ({ ...row, series: shown[at]?.name ?? '' })),
  );
  const kinds = comparable.find(([name]) => name === kind)?.[1] ?? '';
  const title = `${kinds} compared`;
  return {
    title: kind === 'genre' ? 'Genres' : title,
    content: (
      <>
        <ViewHead kicker={kicker} title={title}>
          Up to {most}; a line breaks where nothing is known.
        </ViewHead>
        {kicker === 'Compare' && <Kinds kind={kind} />}
        <FilterBar query={query} hasMoney={isMoney(by) || by === 'returnOnInvestment'} />
        <Chooser kind={kind} all={all} shown={shown} />
        {unknown.length > 0 && (
          <p class="hint" data-unknown>
            Not in this edition: {kind} {unknown.join(', ')}.
          </p>
        )}
        {rows.length === 0 ? (
          <Nothing />
        ) : (
          <ComparedFigure rows={rows} shown={shown} by={by} calls={calls} query={query} kind={kind} />
        )}
        {kicker === 'Genres' && all !== undefined && <AllGenres all={all} />}
        {answers[0] && <Footnote meta={answers[0].meta as Meta} />}
      </>
    ),
  };
}

async function shownSubjects(
  kind: Comparable,
  ids: readonly string[],
  all: readonly Subject[] | undefined,
  edition: string | undefined,
): Promise<readonly Subject[]> {
  if (all === undefined)
    return ids.length > 0 ? subjectsById(kind, ids.slice(0, most), edition) : firstSubjects(kind, edition);
  // A genre keeps its colour while others are added and removed, as far as the order of names allows.
  const chosen = all.filter(({ id }) => ids.includes(id)).slice(0, most);
  if (ids.length > 0 && chosen.length === 0)
    throw new AskError(
      'not-found',
      'Not in this edition',
      `Nothing to compare has the id ${ids.join(', ')}.`,
    );
  return chosen.length > 0 ? chosen : [...all].sort((a, b) => (b.movies ?? 0) - (a.movies ?? 0)).slice(0, 4);
}

const Kinds = ({ kind }: { kind: Comparable }) => (
  <nav class="kinds" aria-label="What is compared">
    {comparable.map(([name, title]) => (
      <a
        key={name}
        href={linkTo('/compare', { kind: name })}
        {...(name === kind && { 'aria-current': 'page' })}
      >
        {title}
      </a>
    ))}
  </nav>
);

type ChooserProps = { kind: Comparable; all: readonly Subject[] | undefined; shown: readonly Subject[] };

/** What is compared, as switches in the colours of their lines; others are added by name. */
function Chooser({ kind, all, shown }: ChooserProps) {
  const chosen = shown.map(({ id }) => id);
  return (
    <>
      <fieldset class="chips">
        <legend class="unseen">Shown</legend>
        {(all ?? shown).map(({ id, name }) => {
          const at = chosen.indexOf(id);
          const next = at >= 0 ? chosen.filter((one) => one !== id) : [...chosen, id];
          return (
            <button
              key={id}
              type="button"
              class="chip"
              aria-pressed={at >= 0}
              disabled={(at < 0 && chosen.length >= most) || next.length === 0}
              onClick={() => changeQuery({ ids: next.join(',') })}
            >
              <i aria-hidden="true" {...(at >= 0 && { style: { background: seriesColour(at) } })} />
              {name}
            </button>
          );
        })}
      </fieldset>
      {all === undefined && chosen.length < most && (
        <Combobox
          label={`Add a ${kind}`}
          placeholder="The beginning of a name"
          find={async (q, signal) => [{ options: await findSubjects(kind, q, signal) }]}
          choose={({ href }) => changeQuery({ ids: [...new Set([...chosen, href])].join(',') })}
        />
      )}
    </>
  );
}

const AllGenres = ({ all }: { all: readonly Subject[] }) => (
  <section class="figure" aria-label="All genres">
    <h2>One genre at a time</h2>
    <ul class="plain-list">
      {[...all]
        .sort((a, b) => (b.movies ?? 0) - (a.movies ?? 0))
        .map(({ id, name, movies }) => (
          <li key={id}>
            <a href={linkTo(`/genres/${id}`)}>{name}</a> {plural(movies ?? 0, 'movie')}
          </li>
        ))}
    </ul>
  </section>
);
