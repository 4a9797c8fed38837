import { h } from './elements.js';
import { linkTo, type Route } from './route.js';
import { applyTheme, chosenTheme, nextTheme } from './theme.js';
import { places } from './views/registry.js';

/** The bar: name, navigation, theme, sign-out. Without a token there is no navigation. */
export function drawTop(route: Route, isSignedIn: boolean, signOut: () => void): void {
  const top = document.getElementById('top') as HTMLElement;
  const kept = (document.activeElement as HTMLElement | null)?.dataset?.keep;
  top.replaceChildren(
    h(
      'a',
      { class: 'brand', href: linkTo('/') },
      h('i', { class: 'mark', 'aria-hidden': 'true' }),
      'Marquee',
    ),
    ...(isSignedIn ? [navigation(route)] : []),
    h(
      'div',
      { class: 'top-tools' },
      themeButton(),
      isSignedIn &&
        h('button', { type: 'button', 'data-keep': 'sign-out', on: { click: signOut } }, 'Sign out'),
    ),
  );
  if (kept !== undefined) top.querySelector<HTMLElement>(`[data-keep="${kept}"]`)?.focus();
}

const navigation = ({ path }: Route): HTMLElement =>
  h(
    'nav',
    { 'aria-label': 'Views' },
    h(
      'ul',
      {},
      places.map(([place, title]) => {
        const isHere = place === placeOf(path);
        return h(
          'li',
          {},
          h(
            'a',
            { href: linkTo(place), 'aria-current': isHere ? 'page' : undefined, 'data-keep': `nav-${place}` },
            title,
          ),
        );
      }),
    ),
  );

/** Returns the entry of the bar under which a view belongs: a movie belongs to the search. */
function placeOf(path: string): string {
  const first = `/${path.split('/')[1] ?? ''}`;
  return ['/movies', '/people', '/collections'].includes(first) ? '/search' : first;
}

function themeButton(): HTMLElement {
  const button = h('button', { type: 'button', 'data-keep': 'theme', class: 'theme' });
  const draw = (): void => {
    const theme = chosenTheme();
    const name = theme[0]?.toUpperCase() + theme.slice(1);
    const sign = { system: '◐', light: '☀', dark: '☾' }[theme];
    button.replaceChildren(h('span', { 'aria-hidden': 'true' }, `${sign} `), name);
    button.setAttribute('aria-label', `Colours: ${name}. Change`);
  };
  button.addEventListener('click', () => {
    applyTheme(nextTheme(chosenTheme()));
    draw();
  });
  draw();
  return button;
}

export function drawFoot(): void {
  document
    .getElementById('foot')
    ?.replaceChildren(
      h(
        'p',
        {},
        'Money is nominal US dollars as reported to TMDB unless chosen otherwise; unknown is never 0. ',
        h('a', { href: '/docs' }, 'All questions of the API'),
        ' · ',
        h('a', { href: '/openapi.json' }, 'for programs'),
      ),
    );
}
