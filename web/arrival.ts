/** Where each entry of the history was left: the scroll position, and the link that had the focus. */
type Place = { top: number; href: string | null };

const places = new Map<number, Place>();
let last = 0;
let current: number | undefined;

/** Returns the number of the entry of the history that is shown; a new entry gets the next one. */
function entryOf(): number {
  const state: unknown = history.state;
  if (typeof state === 'object' && state !== null && 'entry' in state) return Number(state.entry);
  last += 1;
  history.replaceState({ entry: last }, '');
  return last;
}

/** Notes where the reader leaves the view; call it before its content is replaced. */
export function noteDeparture(): void {
  if (current !== undefined)
    places.set(current, { top: scrollY, href: document.activeElement?.getAttribute('href') ?? null });
}

/** Notes which entry of the history is shown, where the view stays. */
export function stay(): void {
  history.scrollRestoration = 'manual';
  current = entryOf();
}

/** Moves to the heading of a new view, or back to where the reader left an earlier one. */
export function arrive(main: HTMLElement): void {
  const entry = entryOf();
  const place = entry === current ? undefined : places.get(entry);
  current = entry;
  const left =
    place?.href && [...main.querySelectorAll('a')].find((link) => link.getAttribute('href') === place.href);
  if (left) left.focus({ preventScroll: true });
  else focusHeading(main);
  scrollTo({ top: place?.top ?? 0 });
}

function focusHeading(main: HTMLElement): void {
  const heading = main.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
}
