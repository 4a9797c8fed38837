import { type Child, h, newId } from '../elements.js';
import { type Column, dataTable } from './data-table.js';
import { figureTools } from './figure-tools.js';

export type Figure<Row> = {
  /** Value of `data-figure`, by which tests find the plot. */
  name: string;
  title: string;
  subtitle?: Child;
  /** The path of its call, `/v1/…`. */
  call: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  /** Draws the plot for a width in pixels. */
  draw(width: number): Element;
  /** Text shown instead of a plot without data. */
  empty?: string | false;
  /** Placed between the title and the plot. */
  controls?: Child;
  legend?: Child;
  isLarge?: boolean;
};

/** A plot with title, table and tools; it is redrawn when its width changes. */
export function figure<Row>(spec: Figure<Row>): HTMLElement {
  const { name, title, subtitle, call, rows, columns, controls, legend, isLarge } = spec;
  const heading = h('h2', { id: newId('figure') }, title);
  const plot = h('div', { class: 'plot' });
  const frame = h(
    'section',
    { class: `figure${isLarge ? ' large' : ''}`, 'data-figure': name, 'aria-labelledby': heading.id },
    h(
      'div',
      { class: 'figure-head' },
      heading,
      subtitle !== undefined && h('p', { class: 'subtitle' }, subtitle),
    ),
    controls,
    legend,
    spec.empty ? h('p', { class: 'empty' }, spec.empty) : plot,
    ...figureTools(title, call, () => dataTable(title, columns, rows)),
  );
  if (!spec.empty) keepDrawn(plot, spec.draw);
  return frame;
}

const placed = 'marquee-placed';

/** Draws the plots inside an element that was just inserted, before it is painted, so that the layout does not shift. */
export function drawPlaced(element: Element): void {
  for (const plot of element.querySelectorAll('.plot')) plot.dispatchEvent(new Event(placed));
}

function keepDrawn(plot: HTMLElement, draw: (width: number) => Element): void {
  let drawn = 0;
  const redraw = (width: number): void => {
    const next = Math.floor(width);
    if (next === 0 || next === drawn) return;
    drawn = next;
    plot.replaceChildren(draw(next));
  };
  plot.addEventListener(placed, () => redraw(plot.clientWidth));
  // The observer lives as long as its element.
  new ResizeObserver(([entry]) => redraw(entry?.contentRect.width ?? 0)).observe(plot);
}

/** A link to the definition of a measure, which needs no token. */
export const definitionLink = (measure: string): HTMLElement =>
  h('a', { href: `/definitions/${measure}`, class: 'definition' }, 'what it means');
