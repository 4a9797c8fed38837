import type { SuggestData } from 'api-types';
import { askNow, pathOf } from '../api-client.js';
import { plural } from '../format.js';
import { Combobox, type Option, type OptionGroup } from '../parts/combobox.js';
import { changeQuery, linkTo } from '../route.js';

type Named = { id: number; name: string; movies: number };

/** Suggests movies, people, companies and collections while typing; Enter opens what has exactly this name, or searches. */
export const SearchBox = ({ value }: { value: string }) => (
  <Combobox
    label="Search movies, people and companies"
    placeholder="A title, a name, words of the plot"
    value={value}
    find={findSuggestions}
    submit={(q) => void open(q)}
  />
);

async function findSuggestions(q: string, signal?: AbortSignal): Promise<OptionGroup[]> {
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

/** Opens the person or company of exactly this name, where no movie has it; searches for the words otherwise. */
async function open(q: string): Promise<void> {
  const groups = q === '' ? [] : await findSuggestions(q).catch(() => []);
  const isNamed = ({ label }: Option): boolean => label.toLowerCase() === q.toLowerCase();
  const [movies, ...others] = groups.map(({ options }) => options.find(isNamed));
  const found = movies === undefined ? others.find((option) => option !== undefined) : undefined;
  if (found !== undefined) location.hash = found.href;
  else changeQuery({ q, offset: undefined });
}
