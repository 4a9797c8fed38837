import { useState } from 'preact/hooks';
import { linkTo } from './route.js';
import { applyTheme, chosenTheme, nextTheme } from './theme.js';
import { places } from './views/registry.js';

/** The bar: name, navigation, theme, sign-out. Without a token there is no navigation. */
export function Top({
  path,
  isSignedIn,
  signOut,
}: {
  path: string;
  isSignedIn: boolean;
  signOut: () => void;
}) {
  return (
    <header id="top">
      <a class="brand" href={linkTo('/')}>
        <i class="mark" aria-hidden="true" />
        Marquee
      </a>
      {isSignedIn && <Navigation key={path} place={placeOf(path)} />}
      <div class="top-tools">
        <ThemeButton />
        {isSignedIn && (
          <button type="button" onClick={signOut}>
            Sign out
          </button>
        )}
      </div>
    </header>
  );
}

/** The views as links; on a phone they unfold below a button that names the current one. */
function Navigation({ place }: { place: string }) {
  const [isOpen, setOpen] = useState(false);
  const here = places.find(([path]) => path === place)?.[1] ?? 'Views';
  return (
    <nav aria-label="Views">
      <button
        type="button"
        class="menu"
        aria-expanded={isOpen}
        aria-controls="views"
        aria-label={`Views, now ${here}`}
        onClick={() => setOpen(!isOpen)}
      >
        {here} <span aria-hidden="true">▾</span>
      </button>
      <ul id="views" class={isOpen ? 'open' : ''}>
        {places.map(([path, title]) => (
          <li key={path}>
            <a href={linkTo(path)} {...(path === place && { 'aria-current': 'page' })}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Returns the entry of the bar under which a view belongs: a movie belongs to the search. */
function placeOf(path: string): string {
  const first = `/${path.split('/')[1] ?? ''}`;
  return ['/movies', '/people', '/collections'].includes(first) ? '/search' : first;
}

const signs = { system: '◐', light: '☀', dark: '☾' };

function ThemeButton() {
  const [theme, setTheme] = useState(chosenTheme());
  const name = theme.charAt(0).toUpperCase() + theme.slice(1);
  const change = (): void => {
    const next = nextTheme(theme);
    applyTheme(next);
    setTheme(next);
  };
  return (
    <button type="button" class="theme" aria-label={`Colours: ${name}. Change`} onClick={change}>
      <span aria-hidden="true">{signs[theme]} </span>
      {name}
    </button>
  );
}

export const Foot = () => (
  <footer id="foot">
    <p>
      Money is nominal US dollars as reported to TMDB unless chosen otherwise; unknown is never 0.{' '}
      <a href="/docs">All questions of the API</a> · <a href="/openapi.json">for programs</a>
    </p>
  </footer>
);
