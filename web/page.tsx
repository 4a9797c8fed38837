import { type ComponentChildren, Fragment } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLocation, useSearch } from 'wouter-preact';
import { shownEdition, startAnew } from './api-client.js';
import { arrive, noteDeparture, stay } from './arrival.js';
import { EditionWatch } from './edition-watch.js';
import { Foot, Top } from './frame.js';
import { Notices } from './notices.js';
import { FigureAlone, isAlone } from './parts/figure-alone.js';
import type { Route } from './route.js';
import { forgetToken, takeTokenFromFragment } from './session.js';
import { type Screen, useScreen } from './use-screen.js';
import { BrokenPanel, ErrorPanel, Loading, ProblemNote, SignIn } from './views/states.js';

/** The page: the bar, notices, and the view of the route or the state that prevents it. */
export function Page() {
  const [path] = useLocation();
  const route: Route = { path, query: new URLSearchParams(useSearch()) };
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  const { screen, isBusy } = useScreen(route, turn, again);
  const [isOffered, setOffered] = useState(false);
  useEffect(() => new EditionWatch(() => setOffered(true)).start(), []);
  useEffect(() => {
    // The address with a token may be opened in a tab that shows the page already. Cached answers would not try it.
    const takeToken = (): void => {
      if (!takeTokenFromFragment()) return;
      startAnew();
      again();
    };
    addEventListener('hashchange', takeToken);
    return () => removeEventListener('hashchange', takeToken);
  }, [again]);
  const main = useMain(screen);
  const anew = (): void => {
    setOffered(false);
    startAnew();
    again();
  };
  const signOut = (): void => {
    forgetToken();
    anew();
  };
  const isSignedIn = screen.kind !== 'sign-in';
  // Of the figures on the screen, not of those that are still asked for.
  const { query } = screen.kind === 'view' ? screen.route : route;
  const sample = screen.kind === 'view' && screen.isSample && (
    <p id="sample" role="note">
      A sample: its movies, people and companies are invented.
    </p>
  );
  if (isAlone(route)) return <AlonePage route={route} screen={screen} sample={sample} again={again} />;
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <Top path={path} isSignedIn={isSignedIn} signOut={signOut} />
      <Notices
        edition={isSignedIn ? query.get('edition') : null}
        compared={isSignedIn ? query.get('compare') : null}
        offeredOver={isSignedIn && isOffered ? shownEdition() : undefined}
        accept={anew}
      />
      {sample}
      <main id="main" tabIndex={-1} ref={main} {...(isBusy && { 'aria-busy': 'true' })}>
        <Content screen={screen} again={again} />
      </main>
      <Foot />
    </>
  );
}

type AlonePageProps = { route: Route; screen: Screen; sample: ComponentChildren; again: () => void };

/** One figure without the bar and the foot, for frames. What prevents it is shown as everywhere; links open a tab. */
function AlonePage({ route, screen, sample, again }: AlonePageProps) {
  useEffect(() => {
    const base = document.createElement('base');
    base.target = '_blank';
    document.head.append(base);
    return () => base.remove();
  }, []);
  const content = <Content screen={screen} again={again} />;
  return (
    <>
      {sample}
      <main id="alone">
        {screen.kind === 'view' ? <FigureAlone route={route}>{content}</FigureAlone> : content}
      </main>
    </>
  );
}

function Content({ screen, again }: { screen: Screen; again: () => void }) {
  if (screen.kind === 'empty') return <Loading />;
  if (screen.kind === 'sign-in') return <SignIn reason={screen.reason} done={again} />;
  if (screen.kind === 'error') return <ErrorPanel error={screen.error} again={again} />;
  if (screen.kind === 'broken') return <BrokenPanel error={screen.error} again={again} />;
  return (
    <Fragment key={screen.route.path}>
      {screen.problem && <ProblemNote problem={screen.problem} />}
      {screen.shown.content}
    </Fragment>
  );
}

/** The main element; it sets the title, and moves the reader to the top of a new view or back to where an earlier one was left. */
function useMain(screen: Screen) {
  const main = useRef<HTMLElement>(null);
  const before = useRef<string>();
  const path = screen.kind === 'view' ? screen.route.path : undefined;
  useEffect(() => {
    addEventListener('hashchange', noteDeparture, { capture: true });
    return () => removeEventListener('hashchange', noteDeparture, { capture: true });
  }, []);
  useLayoutEffect(() => {
    document.title = titleOf(screen);
    if (path === undefined) return;
    if (before.current !== undefined && before.current !== path && main.current !== null)
      arrive(main.current);
    else stay();
    before.current = path;
  }, [screen, path]);
  return main;
}

function titleOf(screen: Screen): string {
  if (screen.kind === 'view') return `${screen.shown.title} · Marquee`;
  return screen.kind === 'sign-in' ? 'Sign in · Marquee' : 'Marquee';
}
