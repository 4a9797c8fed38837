import { useLayoutEffect, useRef } from 'preact/hooks';

/** A plot that is drawn for the width that it has, before it is painted, and again when its width changes. */
export function PlotFrame({ draw }: { draw: (width: number) => Element }) {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let drawn = 0;
    const redraw = (width: number): void => {
      const next = Math.floor(width);
      if (next === 0 || next === drawn) return;
      drawn = next;
      element.replaceChildren(draw(next));
      // A plot wider than its frame opens at the present.
      element.scrollLeft = element.scrollWidth;
    };
    redraw(element.clientWidth);
    const observer = new ResizeObserver(([entry]) => redraw(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, [draw]);
  return <div class="plot" ref={frame} />;
}
