import { h } from '../elements.js';

/**
 * Prepares a plot for the page: removes the style element that Plot inserts, which the page's policy forbids (main.css
 * has the same rules), and makes it readable by keyboard: arrows move from mark to mark.
 */
export function finish(chart: Element, label: string, stops: readonly Stop[]): HTMLElement {
  for (const style of chart.querySelectorAll('style')) style.remove();
  chart.setAttribute('aria-hidden', 'true');
  chart.removeAttribute('role');
  const said = h('p', { class: 'unseen', 'aria-live': 'polite' });
  let at = -1;
  const frame = h(
    'div',
    {
      class: 'chart',
      tabindex: 0,
      role: 'group',
      'aria-label': `${label}. Arrow keys read it value by value; the table below holds all of them.`,
      on: {
        keydown: (event) => {
          const next = stepOf((event as KeyboardEvent).key, at, stops.length);
          if (next === undefined) return;
          event.preventDefault();
          at = next;
          const stop = stops[at] as Stop;
          said.textContent = stop.text;
          point(chart, 'pointermove', stop.x, stop.y);
        },
        blur: () => point(chart, 'pointerleave', 0, 0),
      },
    },
    chart,
    said,
  );
  return frame;
}

/** A point of a chart, in its pixels, and its text. */
export type Stop = { x: number; y: number; text: string };

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

/** Moves a synthetic pointer, because Plot shows its tip at the pointer. */
function point(chart: Element, type: string, x: number, y: number): void {
  const svg = chart instanceof SVGSVGElement ? chart : chart.querySelector('svg');
  if (svg === null) return;
  const { left, top } = svg.getBoundingClientRect();
  svg.dispatchEvent(
    new PointerEvent(type, { clientX: left + x, clientY: top + y, pointerType: 'mouse', bubbles: true }),
  );
}
