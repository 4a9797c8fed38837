import type { SearchData } from 'api-types';
import { ask } from '../api-client.js';
import { plural } from '../format.js';
import { Select } from '../parts/controls.js';
import { Pager } from '../parts/pager.js';
import { changeQuery, linkTo } from '../route.js';
import { useAnswer } from '../use-answer.js';
import { ViewHead } from './headline.js';
import { resultLink } from './result-link.js';
import { SearchBox } from './search-suggest.js';
import type { View } from './view.js';

type Result = SearchData['data'][number];

const pageSize = 20;
const mostBeside = 6;

const kindNames: readonly (readonly [kind: Result['kind'], many: string])[] = [
  ['movie', 'movies'],
  ['person', 'people'],
  ['company', 'companies'],
  ['collection', 'collections'],
  ['genre', 'genres'],
  ['keyword', 'keywords'],
];
const otherKinds = 'person,company,collection,genre,keyword';

/** Movies, people, companies, collections, genres and keywords in one list, best first. */
export const allKinds: View = async ({ query }) => {
  const q = query.get('q') ?? '';
  const offset = Number(query.get('offset') ?? 0);
  const found =
    q === '' ? undefined : await ask<SearchData>('search', { ...parametersOf(query), limit: pageSize });
  const total = found?.meta.total ?? 0;
  return {
    title: q === '' ? 'Everything' : `${q} – everything`,
    content: (
      <>
        <p class="back">
          <a href={linkTo('/search', { q })}>Movies alone, with filters</a>
        </p>
        <ViewHead kicker="Search" title="Everything" />
        <SearchBox value={q} submit={(text) => changeQuery({ q: text, offset: undefined })} />
        <div class="controls">
          <Select
            label="Kind"
            name="kinds"
            value={query.get('kinds') ?? ''}
            options={[['', 'all'], ...kindNames]}
          />
        </div>
        <section aria-label="Found" data-figure="everything">
          <p class="summary" role="status">
            {q === '' ? 'Type a name, a title or a word.' : `${plural(total, 'result')}.`}
          </p>
          <ol class="movies" start={offset + 1}>
            {found?.data.map((result) => (
              <li key={`${result.kind} ${result.id}`} data-kind={result.kind}>
                <h3>
                  <a href={resultLink(result)}>{result.name}</a> {result.year ?? ''}
                </h3>
                <p class="facts">{factsOf(result)}</p>
              </li>
            ))}
          </ol>
          <Pager offset={offset} pageSize={pageSize} total={total} />
        </section>
      </>
    ),
  };
};

/** What else has the words of a search for movies, with the way to the list of all kinds. */
export function OtherKinds({ query }: { query: URLSearchParams }) {
  const q = query.get('q') ?? '';
  const edition = query.get('edition') ?? undefined;
  const { answer } = useAnswer(q === '' ? undefined : `${edition} ${q}`, () =>
    ask<SearchData>('search', { q, kinds: otherKinds, limit: mostBeside, edition }),
  );
  return (
    <p class="other-kinds" data-figure="other-kinds">
      {answer?.data.map((result) => (
        <span key={`${result.kind} ${result.id}`}>
          <a href={resultLink(result)}>{result.name}</a> <small>{result.kind}</small>
        </span>
      ))}
      <a href={linkTo('/search/all', { q })}>Movies, people, companies and all else in one list</a>
    </p>
  );
}

const parametersOf = (query: URLSearchParams): Record<string, string> =>
  Object.fromEntries([...query].filter(([name]) => ['q', 'kinds', 'offset', 'edition'].includes(name)));

const factsOf = ({ kind, movies }: Result): string =>
  movies === null ? kind : `${kind} · ${plural(movies, 'movie')}`;
