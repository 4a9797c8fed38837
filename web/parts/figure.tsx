import { useCallback, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { parseRoute } from '../route.js';
import type { Choice } from './choice.js';
import { Placed, useIsAlone } from './figure-alone.js';
import type { FigureProps } from './figure-props.js';
import { FigureTools } from './figure-tools.js';
import { MoviesBehind } from './movies-behind.js';
import { PlotFrame } from './plot.js';

/** A plot with its title, the movies behind its marks, table and tools; where it is alone, without controls and tools. */
export function Figure<Row>(props: FigureProps<Row>) {
  return (
    <Placed name={props.name}>
      <FigureSection {...props} />
    </Placed>
  );
}

function FigureSection<Row>(props: FigureProps<Row>) {
  const { name, title, subtitle, rows, choiceOf, draw, show, empty, controls, legend, isLarge } = props;
  const id = useId();
  const isAlone = useIsAlone();
  const frame = useRef<HTMLElement>(null);
  const [choice, setChoice] = useState<Choice>();
  const choose = useCallback(
    (row: Row) => {
      const next = choiceOf?.(row);
      if (next !== undefined) setChoice(next);
    },
    [choiceOf],
  );
  const drawn = useCallback(
    (width: number) => draw?.(width, choose) ?? document.createElement('div'),
    [draw, choose],
  );
  // The movies shown belong to the figure before.
  useLayoutEffect(() => setChoice(undefined), [rows, name]);
  useLayoutEffect(() => {
    // A link to this figure. In a frame it would move the page around it.
    if (!isAlone && parseRoute(location.hash).query.get('figure') === name) frame.current?.scrollIntoView();
  }, [name]);
  return (
    <section class={`figure${isLarge ? ' large' : ''}`} data-figure={name} aria-labelledby={id} ref={frame}>
      <div class="figure-head">
        <h2 id={id}>{title}</h2>
        {subtitle !== undefined && <p class="subtitle">{subtitle}</p>}
      </div>
      {!isAlone && controls}
      {legend}
      {empty ? (
        <p class="empty">{empty}</p>
      ) : draw !== undefined ? (
        <PlotFrame draw={drawn} />
      ) : (
        show?.(choose)
      )}
      {choice !== undefined && (
        <MoviesBehind key={choice.link} choice={choice} close={() => setChoice(undefined)} />
      )}
      {!isAlone && <FigureTools {...props} choose={choose} />}
    </section>
  );
}
