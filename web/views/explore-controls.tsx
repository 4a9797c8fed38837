import type { SchemaData } from 'api-types';
import { useId } from 'preact/hooks';
import { askNow, pathOf } from '../api-client.js';
import { Combobox, type Option } from '../parts/combobox.js';
import { FilterBar, Select } from '../parts/controls.js';
import { Definition } from '../parts/definition.js';
import { changeQuery, parseRoute } from '../route.js';
import { type Exploration, maxDimensions, maxMeasures, plotTitles } from './exploration.js';
import { valueName } from './filter-names.js';

type Props = { exploration: Exploration; schema: SchemaData['data']; query: URLSearchParams };

/** What is grouped, measured, filtered and drawn. */
export function ExploreControls({ exploration, schema, query }: Props) {
  const { group, measures, plots, plot } = exploration;
  return (
    <>
      <div class="controls">
        {Array.from({ length: Math.min(maxDimensions, group.length + 1) }, (_, at) => (
          <ListSelect
            key={at}
            label={at === 0 ? 'By' : 'and'}
            parameter="group"
            at={at}
            chosen={group.map(({ name }) => name)}
            options={schema.dimensions}
          />
        ))}
      </div>
      <div class="controls">
        {Array.from({ length: Math.min(maxMeasures, measures.length + 1) }, (_, at) => (
          <ListSelect
            key={at}
            label={at === 0 ? 'Figure' : 'and'}
            parameter="measures"
            at={at}
            chosen={measures}
            options={schema.measures}
          />
        ))}
        <Select
          label="Shown as"
          name="plot"
          value={plot}
          options={plots.map((name) => [name, plotTitles[name]] as const)}
        />
        {!exploration.isTime && group.length > 0 && (
          <Select
            label="Order"
            name="sort"
            value={exploration.sort ?? ''}
            options={[
              ['', 'largest first'],
              [measures[0] ?? 'releases', 'smallest first'],
            ]}
          />
        )}
        <Definition name={measures[0] ?? 'releases'} />
      </div>
      <FilterBar query={query} />
      <FilterAdder schema={schema} />
    </>
  );
}

type ListSelectProps = {
  label: string;
  /** The parameter of the route that has the names, separated by commas. */
  parameter: 'group' | 'measures';
  at: number;
  chosen: readonly string[];
  options: readonly { name: string; title: string }[];
};

/** One name of a list in the route; the first cannot be removed. */
function ListSelect({ label, parameter, at, chosen, options }: ListSelectProps) {
  const id = useId();
  const change = (name: string): void => {
    const next = [...chosen];
    next.splice(at, 1, ...(name === '' ? [] : [name]));
    changeQuery({ [parameter]: [...new Set(next)].join(','), plot: undefined, sort: undefined });
  };
  return (
    <span class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        name={`${parameter}-${at}`}
        value={chosen[at] ?? ''}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      >
        {at > 0 && <option value="">nothing more</option>}
        {options.map(({ name, title }) => (
          <option key={name} value={name} selected={name === chosen[at]}>
            {title}
          </option>
        ))}
      </select>
    </span>
  );
}

/** Adds a filter by the name of what movies must have. */
const FilterAdder = ({ schema }: { schema: SchemaData['data'] }) => (
  <Combobox
    label="Only movies of"
    placeholder="A genre, company, person, keyword, country, language"
    find={(q, signal) => findFilters(q, schema, signal)}
    choose={({ href }) => {
      const [name = '', value = ''] = href.split('=');
      const before = parseRoute(location.hash).query.get(name);
      changeQuery({ [name]: before === null ? value : `${before},${value}` });
    }}
  />
);

const listed = [
  ['company', 'Companies', 'companies'],
  ['person', 'People', 'people'],
  ['collection', 'Collections', 'collections'],
  ['keyword', 'Keywords', 'keywords'],
] as const;

type Named = { data: { id: number; name: string; movies: number }[] };

async function findFilters(q: string, schema: SchemaData['data'], signal: AbortSignal) {
  const found = await Promise.all(
    listed.map(async ([parameter, title, path]) => {
      const { data } = await askNow<Named>(pathOf(path, { q, limit: 4 }), signal);
      return {
        title,
        options: data.map(({ id, name }) => ({ label: name, detail: title, href: `${parameter}=${id}` })),
      };
    }),
  );
  const genres = await askNow<Named>('/v1/genres?limit=100', signal);
  const hasBeginning = (name: string): boolean => name.toLowerCase().startsWith(q.toLowerCase());
  const codes = schema.dimensions
    .filter(({ name }) => name === 'country' || name === 'language')
    .map(({ name, title }) => ({ title, options: codeOptions(name, hasBeginning) }));
  return [
    {
      title: 'Genres',
      options: genres.data
        .filter(({ name }) => hasBeginning(name))
        .map(({ id, name }) => ({ label: name, detail: 'Genre', href: `genre=${id}` })),
    },
    ...found,
    ...codes,
  ];
}

/** Countries or languages whose English name begins so, by the names that the browser has. */
function codeOptions(dimension: string, hasBeginning: (name: string) => boolean): Option[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const codes = letters.flatMap((a) => letters.map((b) => a + b));
  return codes
    .map((code) => (dimension === 'country' ? code.toUpperCase() : code))
    .map((code) => ({ label: valueName(dimension, code), href: `${dimension}=${code}` }))
    .filter(({ label, href }) => label !== href.split('=')[1] && hasBeginning(label))
    .slice(0, 4);
}
