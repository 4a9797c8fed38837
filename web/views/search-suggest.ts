import { type Answer, askNow, pathOf } from '../api-client.js';
import { plural } from '../format.js';
import { combobox, type Option } from '../parts/combobox.js';
import { changeQuery, linkTo } from '../route.js';

type Named = { id: number; name: string; movies: number };
type Suggestions = {
  movies: { id: number; name: string; year: number | null }[];
  companies: Named[];
  people: Named[];
  collections: Named[];
};

/** Suggests movies, people, companies and collections while typing; Enter starts the full-text search. */
export const searchBox = (value: string): HTMLElement =>
  combobox({
    label: 'Search movies, people and companies',
    placeholder: 'A title, a name, words of the plot',
    value,
    async find(q, signal) {
      if (q.length < 2) return [];
      const { data } = await askNow<Answer<Suggestions>>(pathOf('suggest', { q, limit: 5 }), signal);
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
    },
    submit: (q) => changeQuery({ q, offset: undefined }),
  });
