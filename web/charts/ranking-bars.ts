import { type Child, h } from '../elements.js';
import { plural } from '../format.js';
import { type Figure, knownOf, type MeasureName, numberOf, writeFigure } from '../measures.js';

export type Ranked = { rank: number; label: Child; figure: Figure };

/** A ranking as a list: place, name, bar, figure and how many movies it is known of. */
export function rankingBars(rows: readonly Ranked[], measure: MeasureName, colour: string): HTMLElement {
  const largest = Math.max(...rows.map(({ figure }) => Math.abs(numberOf(figure) ?? 0)), 0);
  return h(
    'ol',
    { class: 'ranking' },
    rows.map(({ rank, label, figure }) => {
      const value = numberOf(figure) ?? 0;
      const bar = h('i', { class: 'bar', 'aria-hidden': 'true', 'data-value': String(value) });
      bar.style.width = `${largest > 0 ? (100 * Math.abs(value)) / largest : 0}%`;
      bar.style.background = value < 0 ? 'var(--loss)' : colour;
      const known = knownOf(figure);
      return h(
        'li',
        {},
        h('span', { class: 'rank' }, rank),
        h('span', { class: 'name' }, label),
        h('span', { class: 'track' }, bar),
        h(
          'span',
          { class: 'figure-text' },
          writeFigure(measure, figure),
          known !== undefined && h('small', {}, ` known of ${plural(known, 'movie')}`),
        ),
      );
    }),
  );
}
