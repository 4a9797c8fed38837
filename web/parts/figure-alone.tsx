import { type ComponentChildren, createContext, type VNode } from 'preact';
import { createPortal } from 'preact/compat';
import { useContext, useState } from 'preact/hooks';
import { editionName } from '../format.js';
import { hashOf, type Route } from '../route.js';

/** The figure that is shown alone and where; undefined where all of a view is shown. */
const Alone = createContext<{ figure: string; place: HTMLElement | null } | undefined>(undefined);

/** Whether a route asks for one figure alone, as frames in other pages show it. */
export const isAlone = ({ query }: Route): boolean => query.get('embed') === '1';

/** Shows one figure of a view, the one that the address names, with its source; the rest of the view stays hidden. */
export function FigureAlone({ route, children }: { route: Route; children: ComponentChildren }) {
  const figure = route.query.get('figure') ?? '';
  const edition = route.query.get('edition');
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Alone.Provider value={{ figure, place }}>
      <div class="alone" ref={setPlace} />
      <p class="alone-missing">There is no figure “{figure}” in this view.</p>
      <p class="footnote">
        <a href={wholeView(route)}>Marquee</a>, from The Movies Dataset (TMDB, MovieLens)
        {edition !== null && ` · edition ${editionName(edition)}`}
      </p>
      <div hidden>{children}</div>
    </Alone.Provider>
  );
}

/** A figure where it belongs: in its view, or alone. While another figure is alone, it is not shown. */
export function Placed({ name, children }: { name: string; children: VNode }) {
  const alone = useContext(Alone);
  if (alone === undefined) return children;
  if (alone.figure !== name || alone.place === null) return null;
  return createPortal(children, alone.place);
}

/** Whether a figure is shown alone, without its controls and tools. */
export const useIsAlone = (): boolean => useContext(Alone) !== undefined;

function wholeView({ path, query }: Route): string {
  const whole = new URLSearchParams(query);
  whole.delete('embed');
  return hashOf(path, whole);
}
