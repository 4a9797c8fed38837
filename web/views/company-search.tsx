import type { CompaniesData } from 'api-types';
import { askNow, pathOf } from '../api-client.js';
import { plural } from '../format.js';
import { Combobox, type OptionGroup } from '../parts/combobox.js';
import { linkTo } from '../route.js';

/** Finds companies by name while typing; Enter opens the first. */
export const CompanySearch = () => (
  <Combobox label="Find a company" placeholder="The beginning of its name" find={findCompanies} />
);

async function findCompanies(q: string, signal: AbortSignal): Promise<OptionGroup[]> {
  const { data } = await askNow<CompaniesData>(pathOf('companies', { q, limit: 8 }), signal);
  const options = data.map(({ id, name, movies }) => ({
    label: name,
    detail: plural(movies, 'movie'),
    href: linkTo(`/companies/${id}`),
  }));
  return [{ options }];
}
