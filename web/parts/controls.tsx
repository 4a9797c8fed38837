import { useEffect, useId, useState } from 'preact/hooks';
import { type MeasureName, measures } from '../measures.js';
import { changeQuery, parseRoute } from '../route.js';

/** The base year of inflation-adjusted money; the API's default. */
const dollarYear = 2024;

/** The years in which a movie can have been released. */
const [firstYear, lastYear] = [1874, 2100];

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

/** First and last year; a range given backwards is turned round, and a year that cannot be is named at the field. */
function YearFields({ from, to }: { from: string; to: string }) {
  const [problem, setProblem] = useState('');
  const id = useId();
  const change = (name: 'from' | 'to', text: string): void => {
    if (text !== '' && !(Number(text) >= firstYear && Number(text) <= lastYear)) {
      setProblem(`Years go from ${firstYear} to ${lastYear}.`);
      return;
    }
    // The address, and not the view, which may still show the answer before.
    const { query } = parseRoute(location.hash);
    const next = { from: query.get('from') ?? '', to: query.get('to') ?? '', [name]: text };
    const isBackwards = next.from !== '' && next.to !== '' && Number(next.from) > Number(next.to);
    setProblem(isBackwards ? `Turned round: ${next.to} to ${next.from}.` : '');
    changeQuery(isBackwards ? { from: next.to, to: next.from } : next);
  };
  const fields = [
    ['from', 'From', 'first', from],
    ['to', 'to', 'last', to],
  ] as const;
  return (
    <>
      {fields.map(([name, label, placeholder, value]) => (
        <span key={name} class="field">
          <label for={`${id}-${name}`}>{label}</label>
          <YearField
            id={`${id}-${name}`}
            name={name}
            placeholder={placeholder}
            value={value}
            describedBy={`${id}-problem`}
            change={(text) => change(name, text)}
          />
        </span>
      ))}
      <span id={`${id}-problem`} class="problem" role="alert">
        {problem}
      </span>
    </>
  );
}

function YearField({
  id,
  name,
  placeholder,
  value,
  describedBy,
  change,
}: {
  id: string;
  name: string;
  placeholder: string;
  value: string;
  describedBy: string;
  change: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <input
      id={id}
      name={name}
      type="number"
      inputmode="numeric"
      min={firstYear}
      max={lastYear}
      placeholder={placeholder}
      value={text}
      aria-describedby={describedBy}
      onInput={(event) => setText(event.currentTarget.value)}
      onBlur={() => text !== value && change(text)}
      onKeyDown={({ key }) => key === 'Enter' && change(text)}
    />
  );
}

/** A decade as a choice of both years. */
function Decades() {
  const decades = Array.from({ length: 13 }, (_, at) => 1900 + 10 * at).reverse();
  const id = useId();
  return (
    <span class="field">
      <label for={id}>or the</label>
      <select
        id={id}
        value=""
        onChange={({ currentTarget }) => {
          const first = Number(currentTarget.value);
          currentTarget.value = '';
          changeQuery(first === 0 ? { from: '', to: '' } : { from: first, to: first + 9 });
        }}
      >
        <option value="" disabled>
          decade
        </option>
        <option value="0">all years</option>
        {decades.map((decade) => (
          <option key={decade} value={decade}>
            {decade}s
          </option>
        ))}
      </select>
    </span>
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

/** Returns `US$ as reported` or `US$ of 2024`. */
export const dollarsOf = (query: URLSearchParams): string =>
  query.get('adjust') === 'inflation' ? `US$ of ${query.get('base') ?? dollarYear}` : 'US$ as reported';
