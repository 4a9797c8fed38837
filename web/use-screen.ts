import { useLayoutEffect, useState } from 'preact/hooks';
import { useRouter } from 'wouter-preact';
import { AskError, ask, startAnew } from './api-client.js';
import type { Route } from './route.js';
import { expiryOf, hadMalformedToken, readToken } from './session.js';
import { viewAt } from './views/registry.js';
import type { Shown } from './views/view.js';

/** What is on the screen: a view (with the problem that its next parameters had), or what prevents it. */
export type Screen =
  | { kind: 'empty' }
  | { kind: 'view'; route: Route; shown: Shown; isSample: boolean; problem?: AskError }
  | { kind: 'sign-in'; reason: string }
  | { kind: 'error'; error: AskError }
  | { kind: 'broken'; error: unknown };

const usualReason = 'The figures need a token.';
const malformedReason =
  'The token in the address is malformed: it has no three parts separated by dots. Copy the whole address again, or paste the token.';

/** Milliseconds between two checks whether the server is back. */
const retryPause = 3000;

/** Loads the view of the route; the one before stays until then. `turn` loads the same route again. */
export function useScreen(
  { path, query }: Route,
  turn: number,
  again: () => void,
): { screen: Screen; isBusy: boolean } {
  const { parser } = useRouter();
  const key = `${turn} ${path}?${query}`;
  const [{ screen, shownKey }, setScreen] = useState<{ screen: Screen; shownKey: string }>({
    screen: { kind: 'empty' },
    shownKey: '',
  });
  useLayoutEffect(() => {
    let isCurrent = true;
    const token = readToken();
    const show = (change: (before: Screen) => Screen): void => {
      if (isCurrent) setScreen(({ screen: before }) => ({ screen: change(before), shownKey: key }));
    };
    const load = async (): Promise<void> => {
      if (token === null)
        return show(() => ({ kind: 'sign-in', reason: hadMalformedToken() ? malformedReason : usualReason }));
      try {
        const found = viewAt(path, parser);
        if (found === undefined)
          throw new AskError('not-found', 'No such page', `There is no page at ${path}.`);
        const shown = await found.view({ path, query }, found.id);
        const isSample = await asksOfSample(query.get('edition') ?? undefined);
        show(() => ({ kind: 'view', route: { path, query }, shown, isSample }));
      } catch (error) {
        if (!isCurrent) return;
        if (!(error instanceof AskError)) {
          show(() => ({ kind: 'broken', error }));
          throw error;
        }
        if (isOverReplaced(error, token, query)) {
          startAnew();
          return again();
        }
        show((before) => screenOf(error, token, path, before));
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [key]);
  const isAway = screen.kind === 'error' && screen.error.kind === 'unreachable' && shownKey === key;
  useLayoutEffect(() => (isAway ? waitForServer(again) : undefined), [isAway, again]);
  return { screen, isBusy: shownKey !== key };
}

/** Whether the edition is a sample; the answer that says so is cached. */
async function asksOfSample(edition: string | undefined): Promise<boolean> {
  const { meta } = await ask<{ data: unknown; meta: { edition: string; sample?: true } }>('genres', {
    limit: 1,
    edition,
  });
  return meta.sample === true;
}

/**
 * Whether to begin again without asking the reader: the token of an address was rejected and the one before is still
 * there, or the edition is gone that the reader did not choose.
 */
function isOverReplaced(error: AskError, token: string, query: URLSearchParams): boolean {
  if (error.kind === 'signed-out') return readToken() !== null && readToken() !== token;
  return error.kind === 'gone' && !query.has('edition');
}

function screenOf(error: AskError, token: string, path: string, before: Screen): Screen {
  if (error.kind === 'rejected' && before.kind === 'view' && before.route.path === path)
    return { ...before, problem: error };
  if (error.kind !== 'signed-out') return { kind: 'error', error };
  const expiry = expiryOf(token);
  const isOver = expiry !== undefined && expiry.getTime() <= Date.now();
  const reason = isOver
    ? `Your token expired at ${expiry.toLocaleTimeString()}. Paste a new one to go on where you were.`
    : `The server did not accept your token: ${error.message} Paste another to go on where you were.`;
  return { kind: 'sign-in', reason };
}

/** Polls /readyz until the server is back. */
function waitForServer(back: () => void): () => void {
  let timer = setTimeout(look, retryPause);
  async function look(): Promise<void> {
    const response = await fetch('/readyz').catch(() => undefined);
    if (response?.ok) return back();
    timer = setTimeout(look, retryPause);
  }
  return () => clearTimeout(timer);
}
