import type { CompaniesIdData, GenresData, KeywordsTopData, PeopleIdData, SchemaData } from 'api-types';
import { AskError, ask } from '../api-client.js';
import { count, dollars } from '../format.js';

type Dimension = SchemaData['data']['dimensions'][number];

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });
const months = Array.from({ length: 12 }, (_, at) =>
  new Date(Date.UTC(2000, at, 1)).toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' }),
);
const quarters = ['January to March', 'April to June', 'July to September', 'October to December'];

/** Returns the value of a dimension in words, as far as it needs no request: `1990s`, `July`, `France`. */
export function valueName(dimension: string, value: string | number): string {
  const number = Number(value);
  if (dimension === 'decade') return `${value}s`;
  if (dimension === 'month') return months[number - 1] ?? String(value);
  if (dimension === 'quarter') return quarters[number - 1] ?? String(value);
  if (dimension === 'ratingBand') return number === 9 ? '9 to 10 stars' : `${number} to ${number + 1} stars`;
  if (dimension === 'budgetBand') return number === 0 ? 'below US$ 1 M' : `from ${dollars(number)}`;
  if (value === 'none') return 'none';
  try {
    if (dimension === 'country') return regions.of(String(value)) ?? String(value);
    if (dimension === 'language' || dimension === 'spokenLanguage')
      return languages.of(String(value)) ?? String(value);
  } catch {
    // Not a code that the browser knows.
  }
  return String(value);
}

/** Returns the name of what an id means; the id where nothing has it. */
async function nameOf(dimension: string, id: string, edition: string | undefined): Promise<string> {
  try {
    if (dimension === 'genre') {
      const { data } = await ask<GenresData>('genres', { limit: 100, edition });
      return data.find((genre) => String(genre.id) === id)?.name ?? id;
    }
    if (dimension === 'keyword') {
      const { data } = await ask<KeywordsTopData>('keywords/top', {
        keyword: id,
        by: 'releases',
        limit: 5,
        edition,
      });
      return data.find(({ keyword }) => String(keyword.id) === id)?.keyword.name ?? id;
    }
    const places: Record<string, string> = { company: 'companies', collection: 'collections' };
    const { data } = await ask<CompaniesIdData | PeopleIdData>(`${places[dimension] ?? 'people'}/${id}`, {
      edition,
    });
    return data.name;
  } catch (error) {
    if (error instanceof AskError) return id;
    throw error;
  }
}

/** A filter of the route in words, and its name without which the route has it no more. */
export type NamedFilter = { parameter: string; text: string };

const bounds: Record<string, string> = { Budget: 'US$ ', Revenue: 'US$ ', Profit: 'US$ ' };

/** Returns the filters among the parameters of a route in words: `Genre: Drama`, `Not company: …`, `From 1990`. */
export function nameFilters(
  query: URLSearchParams,
  schema: SchemaData['data'],
  edition: string | undefined,
): Promise<NamedFilter[]> {
  const filters = new Set(schema.filters.map(({ name }) => name));
  const dimensions = new Map<string, Pick<Dimension, 'title' | 'type'>>([
    ...schema.dimensions.map(({ name, title, type }) => [name, { title, type }] as const),
    ['person', { title: 'Person', type: 'id' }],
  ]);
  const named = [...query].map(async ([parameter, value]): Promise<NamedFilter | undefined> => {
    if (parameter === 'adjust') return { parameter, text: 'Dollars of one year' };
    if (!filters.has(parameter)) return undefined;
    const [name = '', how] = parameter.split('.');
    const dimension = dimensions.get(name);
    if (dimension === undefined) return { parameter, text: boundText(parameter, value) };
    const values = await Promise.all(
      value
        .split(',')
        .map((one) =>
          dimension.type === 'id' && one !== 'none' ? nameOf(name, one, edition) : valueName(name, one),
        ),
    );
    const title = how === 'not' ? `Not ${dimension.title.toLowerCase()}` : dimension.title;
    return { parameter, text: `${title}: ${values.join(how === 'all' ? ' and ' : ' or ')}` };
  });
  return Promise.all(named).then((all) => all.filter((one) => one !== undefined));
}

function boundText(parameter: string, value: string): string {
  if (parameter === 'from') return `From ${value}`;
  if (parameter === 'to') return `To ${value}`;
  if (parameter === 'adult')
    return (
      {
        include: 'Adult movies: included',
        only: 'Adult movies: only these',
        exclude: 'Adult movies: left out',
      }[value] ?? value
    );
  if (parameter === 'releasedFrom') return `Released from ${value}`;
  if (parameter === 'releasedTo') return `Released until ${value}`;
  const [, side, figure = ''] = /^(min|max)(\w+)$/.exec(parameter) ?? [];
  if (side === undefined) return `${parameter}: ${value}`;
  return `${figure} ${side === 'min' ? 'at least' : 'at most'} ${bounds[figure] ?? ''}${count(Number(value))}`;
}
