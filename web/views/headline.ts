import type { Answer } from '../api-client.js';
import type { YearRow } from '../charts/by-year.js';
import { type Child, h } from '../elements.js';
import { count, dollars, percent } from '../format.js';
import { type Figure, knownOf, numberOf } from '../measures.js';

/** The head of a view: subject, title and a sentence. */
export const viewHead = (kicker: string, title: string, ...lead: Child[]): HTMLElement =>
  h(
    'div',
    { class: 'view-head' },
    h('p', { class: 'kicker' }, kicker),
    h('h1', {}, title),
    h('p', { class: 'lead' }, lead),
  );

/** Sums over all years, each with its coverage. */
export function totals(rows: readonly YearRow[]): HTMLElement {
  const releases = rows.reduce((sum, row) => sum + row.releases, 0);
  const money = (['revenue', 'budget', 'profit'] as const).map((name) => {
    const figures = rows.map((row) => row[name] as Figure);
    const known = figures.reduce<number>((sum, figure) => sum + (knownOf(figure) ?? 0), 0);
    const sum = figures.reduce<number>((all, figure) => all + (numberOf(figure) ?? 0), 0);
    return stat(
      name[0]?.toUpperCase() + name.slice(1),
      known === 0 ? 'not known' : dollars(sum),
      `known of ${percent(known, releases)}`,
    );
  });
  return h('dl', { class: 'stats' }, stat('Releases', count(releases), 'movies that count'), money);
}

export const stat = (term: string, value: Child, note: Child): HTMLElement =>
  h('div', {}, h('dt', {}, term), h('dd', {}, value, h('small', {}, note)));

/** States what the figures exclude, and their edition. */
export function footnote({ meta }: Answer<unknown>): HTMLElement {
  const { undated, unreleased } = meta.excluded ?? { undated: 0, unreleased: 0 };
  return h(
    'p',
    { class: 'footnote' },
    `Left out: ${count(undated)} without a release year, ${count(unreleased)} not released. `,
    meta.adjustment && `${meta.adjustment.note} `,
    `Edition ${meta.edition}.`,
  );
}
