import { useId } from 'preact/hooks';
import { type MeasureName, measures } from '../measures.js';
import { changeQuery } from '../route.js';
import { Decades, YearFields } from './year-fields.js';

/** The base year of inflation-adjusted money; the API's default. */
export const dollarYear = 2024;

/** The filters that all plots share: years and dollars. They are kept in the route. */
export function FilterBar({ query, hasMoney = true }: { query: URLSearchParams; hasMoney?: boolean }) {
  return (
    <form class="filters" aria-label="Years and dollars" onSubmit={(event) => event.preventDefault()}>
      <YearFields from={query.get('from') ?? ''} to={query.get('to') ?? ''} />
      <Decades />
      {hasMoney && (
        <Select
          label="Dollars"
          name="adjust"
          value={query.get('adjust') ?? ''}
          options={[
            ['', 'as reported'],
            ['inflation', `of ${dollarYear} (inflation)`],
          ]}
        />
      )}
    </form>
  );
}

type SelectProps = {
  label: string;
  /** The parameter of the route that is set. */
  name: string;
  value: string;
  options: readonly (readonly [value: string, title: string])[];
};

/** A select element for a parameter of the route; pages begin again at the first. */
export function Select({ label, name, value, options }: SelectProps) {
  const id = useId();
  return (
    <span class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        name={name}
        value={value}
        onChange={({ currentTarget }) => changeQuery({ [name]: currentTarget.value, offset: undefined })}
      >
        {options.map(([option, title]) => (
          <option key={option} value={option} selected={option === value}>
            {title}
          </option>
        ))}
      </select>
    </span>
  );
}

type MeasureSwitchProps = { names: readonly MeasureName[]; chosen: MeasureName; parameter?: string };

/** The shown measure as a row of buttons. */
export const MeasureSwitch = ({ names, chosen, parameter = 'by' }: MeasureSwitchProps) => (
  <fieldset class="switch">
    <legend class="unseen">Measure</legend>
    {names.map((name) => (
      <button
        key={name}
        type="button"
        aria-pressed={name === chosen}
        data-measure={name}
        onClick={() => changeQuery({ [parameter]: name, offset: undefined })}
      >
        {measures[name].title}
      </button>
    ))}
  </fieldset>
);

/** Returns the API parameters for the filters in the route. */
export function movieFilters(query: URLSearchParams): Record<string, string | number | undefined> {
  return {
    from: query.get('from') ?? undefined,
    to: query.get('to') ?? undefined,
    ...(query.get('adjust') === 'inflation' && {
      adjust: 'inflation',
      base: query.get('base') ?? dollarYear,
    }),
    edition: query.get('edition') ?? undefined,
  };
}

/** Returns the API parameter for the edition whose figures stand beside those shown. */
export const comparison = (query: URLSearchParams): { compare: string | undefined } => ({
  compare: query.get('compare') ?? undefined,
});

/** Returns `US$ as reported` or `US$ of 2024`. */
export const dollarsOf = (query: URLSearchParams): string =>
  query.get('adjust') === 'inflation' ? `US$ of ${query.get('base') ?? dollarYear}` : 'US$ as reported';
