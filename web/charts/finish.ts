import type { Choose } from '../parts/choice.js';

/** A mark of a chart, in its pixels, its text, and the row that it shows. */
export type Stop<Row> = { x: number; y: number; text: string; row: Row };

type Finish<Row> = {
  /** The marks that the arrow keys go through. */
  stops: readonly Stop<Row>[];
  /** The marks that a click can mean; the same by default. */
  targets?: readonly Stop<Row>[];
  choose: Choose<Row>;
  /** Whether a click means the nearest mark, or the one nearest on the x axis. */
  near?: 'x' | 'xy';
};

/** Farthest that a click may be from its mark, in pixels. */
const reach = 60;

/**
 * Prepares a plot for the page: removes the style element that Plot inserts, which the page's policy forbids (main.css
 * has the same rules), and makes it usable by pointer and keyboard: arrows move from mark to mark, a click, a tap or
 * Enter shows the movies behind one.
 */
export function finish<Row>(
  chart: Element,
  label: string,
  { stops, targets, choose, near }: Finish<Row>,
): HTMLElement {
  for (const style of chart.querySelectorAll('style')) style.remove();
  chart.setAttribute('aria-hidden', 'true');
  chart.removeAttribute('role');
  const said = document.createElement('p');
  said.className = 'unseen';
  said.setAttribute('aria-live', 'polite');
  const frame = document.createElement('div');
  frame.className = 'chart';
  frame.tabIndex = 0;
  frame.setAttribute('role', 'group');
  frame.setAttribute(
    'aria-label',
    `${label}. Arrow keys read it value by value, Enter shows the movies behind one; the table below holds all of them.`,
  );
  frame.append(chart, said);
  let at = -1;
  frame.addEventListener('keydown', (event) => {
    const stop = stops[at];
    if ((event.key === 'Enter' || event.key === ' ') && stop !== undefined) {
      event.preventDefault();
      return choose(stop.row);
    }
    const next = stepOf(event.key, at, stops.length);
    if (next === undefined) return;
    event.preventDefault();
    at = next;
    const { text, x, y } = stops[at] as Stop<Row>;
    said.textContent = text;
    point(chart, 'pointermove', x, y);
  });
  frame.addEventListener('blur', () => point(chart, 'pointerleave', 0, 0));
  frame.addEventListener('click', (event) => {
    const found = nearest(chart, event, targets ?? stops, near ?? 'xy');
    if (found !== undefined) choose(found.row);
  });
  return frame;
}

function stepOf(key: string, at: number, length: number): number | undefined {
  if (length === 0) return undefined;
  const steps: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    Home: 0,
    End: length - 1,
  };
  const next = steps[key];
  return next === undefined ? undefined : Math.max(0, Math.min(length - 1, next));
}

const plotOf = (chart: Element): SVGSVGElement | null =>
  chart instanceof SVGSVGElement ? chart : chart.querySelector('svg');

/** Moves a synthetic pointer, because Plot shows its tip at the pointer. */
function point(chart: Element, type: string, x: number, y: number): void {
  const plot = plotOf(chart);
  if (plot === null) return;
  const { left, top } = plot.getBoundingClientRect();
  plot.dispatchEvent(
    new PointerEvent(type, { clientX: left + x, clientY: top + y, pointerType: 'mouse', bubbles: true }),
  );
}

function nearest<Row>(
  chart: Element,
  { clientX, clientY }: MouseEvent,
  targets: readonly Stop<Row>[],
  near: 'x' | 'xy',
): Stop<Row> | undefined {
  const { left, top } = plotOf(chart)?.getBoundingClientRect() ?? { left: 0, top: 0 };
  let found: Stop<Row> | undefined;
  let least = reach;
  for (const target of targets) {
    const across = Math.abs(target.x - (clientX - left));
    const away = near === 'x' ? across : Math.hypot(across, target.y - (clientY - top));
    if (away < least) [found, least] = [target, away];
  }
  return found;
}
