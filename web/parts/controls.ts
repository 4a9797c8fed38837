import { h, newId } from '../elements.js';
import { type MeasureName, measures } from '../measures.js';
import { changeQuery } from '../route.js';

/** The base year of inflation-adjusted money. */
const dollarYear = 2017;

/** The filters that all plots share: years and dollars. They are kept in the route. */
export function filterBar(query: URLSearchParams): HTMLElement {
  const year = (name: 'from' | 'to', label: string) => {
    const id = newId(name);
    return h(
      'span',
      { class: 'field' },
      h('label', { for: id }, label),
      h('input', {
        id,
        name,
        type: 'number',
        inputmode: 'numeric',
        min: 1874,
        max: 2100,
        placeholder: name === 'from' ? 'first' : 'last',
        value: query.get(name) ?? '',
        'data-keep': `filter-${name}`,
        on: { change: (event) => changeQuery({ [name]: (event.target as HTMLInputElement).value }) },
      }),
    );
  };
  return h(
    'form',
    {
      class: 'filters',
      'aria-label': 'Years and dollars',
      on: { submit: (event) => event.preventDefault() },
    },
    year('from', 'From'),
    year('to', 'to'),
    select('Dollars', 'adjust', query.get('adjust') ?? '', [
      ['', 'as reported'],
      ['inflation', `of ${dollarYear} (inflation)`],
    ]),
  );
}

/** A select element for the parameter `name` of the route. */
export function select(
  label: string,
  name: string,
  value: string,
  options: readonly (readonly [value: string, title: string])[],
): HTMLElement {
  const id = newId(name);
  return h(
    'span',
    { class: 'field' },
    h('label', { for: id }, label),
    h(
      'select',
      {
        id,
        name,
        'data-keep': `select-${name}`,
        on: { change: (event) => changeQuery({ [name]: (event.target as HTMLSelectElement).value }) },
      },
      options.map(([option, title]) => h('option', { value: option, selected: option === value }, title)),
    ),
  );
}

/** The shown measure as a row of buttons. */
export function measureSwitch(
  names: readonly MeasureName[],
  chosen: MeasureName,
  parameter = 'by',
): HTMLElement {
  return h(
    'div',
    { class: 'switch', role: 'group', 'aria-label': 'Measure' },
    names.map((name) =>
      h(
        'button',
        {
          type: 'button',
          'aria-pressed': String(name === chosen),
          'data-keep': `measure-${name}`,
          'data-measure': name,
          on: { click: () => changeQuery({ [parameter]: name }) },
        },
        measures[name].title,
      ),
    ),
  );
}

/** Returns the API parameters for the filters in the route. */
export function movieFilters(query: URLSearchParams): Record<string, string | number | undefined> {
  return {
    from: query.get('from') ?? undefined,
    to: query.get('to') ?? undefined,
    ...(query.get('adjust') === 'inflation' && { adjust: 'inflation', base: dollarYear }),
    edition: query.get('edition') ?? undefined,
  };
}

/** Returns `US$ as reported` or `US$ of 2017`. */
export const dollarsOf = (query: URLSearchParams): string =>
  query.get('adjust') === 'inflation' ? `US$ of ${dollarYear}` : 'US$ as reported';
