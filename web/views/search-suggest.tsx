import type { SearchData, SuggestData } from 'api-types';
import { AskError, ask, askNow, pathOf } from '../api-client.js';
import { plural } from '../format.js';
import { Combobox, type Option, type OptionGroup } from '../parts/combobox.js';
import { changeQuery, linkTo, parseRoute } from '../route.js';
import { resultLink } from './result-link.js';

type Named = { id: number; name: string; movies: number };

/** Suggests movies, people, companies and collections while typing; Enter opens what has exactly this name, or searches. */
export const SearchBox = ({ value, submit = open }: { value: string; submit?: (q: string) => unknown }) => (
  <Combobox
    label="Search movies, people and companies"
    placeholder="A title, a name, words of the plot"
    value={value}
    find={findSuggestions}
    submit={(q) => void submit(q)}
  />
);

async function findSuggestions(q: string, signal: AbortSignal): Promise<OptionGroup[]> {
  if (q.length < 2) return [];
  const { data } = await askNow<SuggestData>(pathOf('suggest', { q, limit: 5 }), signal);
  const named = (place: string, all: readonly Named[]): Option[] =>
    all.map(({ id, name, movies }) => ({
      label: name,
      detail: plural(movies, 'movie'),
      href: linkTo(`${place}/${id}`),
    }));
  return [
    {
      title: 'Movies',
      options: data.movies.map(({ id, name, year }) => ({
        label: name,
        ...(year !== null && { detail: String(year) }),
        href: linkTo(`/movies/${id}`),
      })),
    },
    { title: 'People', options: named('/people', data.people) },
    { title: 'Companies', options: named('/companies', data.companies) },
    { title: 'Collections', options: named('/collections', data.collections) },
  ];
}

/** Kinds whose view opens on Enter; a genre or a keyword is rather a word of a plot. */
const opened = 'movie,person,company,collection';

/** Opens the person, company or collection of this name, the best known, where no movie has it; searches for the words otherwise. */
async function open(q: string): Promise<void> {
  const named = await findNamed(q);
  const [first] = named;
  if (first !== undefined && named.every(({ kind }) => kind !== 'movie')) location.hash = resultLink(first);
  else changeQuery({ q, offset: undefined });
}

/** Returns what has exactly this name but for case, accents and punctuation. */
async function findNamed(q: string): Promise<SearchData['data']> {
  if (q === '') return [];
  const edition = parseRoute(location.hash).query.get('edition') ?? undefined;
  try {
    const { data } = await ask<SearchData>('search', { q, kinds: opened, limit: 20, edition });
    return data.filter(({ name }) => lettersOf(name) === lettersOf(q));
  } catch (error) {
    // The search that follows says why.
    if (error instanceof AskError) return [];
    throw error;
  }
}

const lettersOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
