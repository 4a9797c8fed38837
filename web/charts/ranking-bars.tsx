import type { ComponentChildren } from 'preact';
import { plural } from '../format.js';
import { type Figure, knownOf, type MeasureName, numberOf, writeFigure } from '../measures.js';

export type Ranked = {
  rank: number;
  /** The name as text, for export. */
  name: string;
  label: ComponentChildren;
  figure: Figure | undefined;
  /** What stands behind the figure, such as its change. */
  note?: string;
  /** Shows the movies behind the figure. */
  show?: (() => void) | undefined;
};

type RankingBarsProps = { rows: readonly Ranked[]; measure: MeasureName; colour: string };

const largestOf = (rows: readonly Ranked[]): number =>
  Math.max(...rows.map(({ figure }) => Math.abs(numberOf(figure) ?? 0)), 0);

/** A ranking as a list: place, name, bar, figure and how many movies it is known for. */
export function RankingBars({ rows, measure, colour }: RankingBarsProps) {
  const largest = largestOf(rows);
  return (
    <ol class="ranking">
      {rows.map(({ rank, name, label, figure, note, show }) => {
        const value = numberOf(figure) ?? 0;
        const known = knownOf(figure);
        const style = {
          width: `${largest > 0 ? (100 * Math.abs(value)) / largest : 0}%`,
          background: value < 0 ? 'var(--loss)' : colour,
        };
        const text = (
          <>
            <span title={exactOf(figure)}>{writeFigure(measure, figure)}</span>
            {note && <small> {note}</small>}
            {known !== undefined && <small> known for {plural(known, 'movie')}</small>}
          </>
        );
        return (
          <li key={`${rank} ${name}`}>
            <span class="rank">{rank}</span>
            <span class="name">{label}</span>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the button with the figure does the same. */}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button with the figure does the same. */}
            <span class="track" onClick={show}>
              <i class="bar" aria-hidden="true" data-value={value} style={style} />
            </span>
            <span class="figure-text">
              {show === undefined ? (
                text
              ) : (
                <button
                  type="button"
                  class="figure-button"
                  title={`Show the movies of ${name}`}
                  onClick={show}
                >
                  {text}
                </button>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** Returns the figure in full, which is shown while the pointer rests on the short one. */
const exactOf = (figure: Figure | undefined): string => numberOf(figure)?.toLocaleString('en-US') ?? '';

const namespace = 'http://www.w3.org/2000/svg';
const rowHeight = 26;

/** The same ranking as SVG, for export. */
export function drawRanking(
  rows: readonly Ranked[],
  measure: MeasureName,
  colour: string,
  width: number,
): SVGSVGElement {
  const [names, figures] = [240, 130];
  const largest = largestOf(rows);
  const plot = document.createElementNS(namespace, 'svg');
  const add = (tag: 'text' | 'rect', attributes: Record<string, string | number>, content = ''): void => {
    const element = document.createElementNS(namespace, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.textContent = content;
    plot.append(element);
  };
  plot.setAttribute('width', String(width));
  plot.setAttribute('height', String(rows.length * rowHeight + 8));
  for (const [at, { rank, name, figure }] of rows.entries()) {
    const value = numberOf(figure) ?? 0;
    const y = at * rowHeight;
    const length = largest > 0 ? ((width - names - figures) * Math.abs(value)) / largest : 0;
    add(
      'text',
      { x: 0, y: y + 17, fill: 'var(--ink)' },
      `${rank}  ${name.length > 34 ? `${name.slice(0, 33)}…` : name}`,
    );
    add('rect', { x: names, y: y + 5, width: length, height: 15, fill: value < 0 ? 'var(--loss)' : colour });
    add('text', { x: width - figures + 8, y: y + 17, fill: 'var(--ink)' }, writeFigure(measure, figure));
  }
  return plot;
}
