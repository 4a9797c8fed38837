import { type Answer, askNow, pathOf } from '../api-client.js';
import { plural } from '../format.js';
import { combobox } from '../parts/combobox.js';
import { linkTo } from '../route.js';

type Company = { id: number; name: string; movies: number };

/** Finds companies by name while typing. */
export const companySearch = (): HTMLElement =>
  combobox({
    label: 'Find a company',
    placeholder: 'Its name, in any spelling',
    async find(query, signal) {
      const { data } = await askNow<Answer<Company[]>>(pathOf('companies', { q: query, limit: 8 }), signal);
      return [
        {
          options: data.map(({ id, name, movies }) => ({
            label: name,
            detail: plural(movies, 'movie'),
            href: linkTo(`/companies/${id}`),
          })),
        },
      ];
    },
  });
