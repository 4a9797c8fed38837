import { AskError, ask, shownEdition, startAnew } from './api-client.js';
import { EditionWatch } from './edition-watch.js';
import { h } from './elements.js';
import { drawFoot, drawTop } from './frame.js';
import { drawPlaced } from './parts/figure.js';
import { parseRoute } from './route.js';
import { expiryOf, forgetToken, readToken, takeTokenFromFragment } from './session.js';
import { viewAt } from './views/registry.js';
import { brokenPanel, errorPanel, loading, signInPanel } from './views/states.js';

const usualReason = 'The figures are for those who have a token.';

/** Milliseconds between two checks whether the server is back. */
const retryPause = 3000;

/** Shows the view of the route, or the state that prevents it. */
export class Page {
  readonly #main = document.getElementById('main') as HTMLElement;
  readonly #sample = document.getElementById('sample') as HTMLElement;
  readonly #notices = document.getElementById('notices') as HTMLElement;
  readonly #watch = new EditionWatch(() => this.#offerEdition());
  #path: string | undefined;
  #turn = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  start(): void {
    addEventListener('hashchange', () => {
      // The address with a token may be opened in a tab that shows the page already.
      // Cached answers would not try the new token.
      if (takeTokenFromFragment()) startAnew();
      void this.show();
    });
    drawFoot();
    this.#watch.start();
    void this.show();
  }

  /** Draws the view of the route and drops an earlier one that is still loading. */
  async show(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    clearTimeout(this.#retry);
    const route = parseRoute(location.hash);
    const isMove = this.#path !== undefined && this.#path !== route.path;
    const isSame = this.#path === route.path;
    this.#path = route.path;
    const token = readToken();
    drawTop(route, token !== null, () => this.#signOut());
    if (token === null) return this.#askForToken(usualReason);
    const found = viewAt(route.path);
    this.#main.setAttribute('aria-busy', 'true');
    const skeleton = setTimeout(() => !isSame && this.#main.replaceChildren(loading()), 120);
    try {
      if (found === undefined)
        throw new AskError('not-found', 'No such page', `There is no page at ${route.path}.`);
      const { title, content } = await found.view(route, found.id);
      clearTimeout(skeleton);
      if (turn !== this.#turn) return;
      this.#replace(content.filter((node) => node instanceof Node));
      document.title = `${title} · Marquee`;
      if (isMove) this.#arrive();
      const edition = route.query.get('edition');
      this.#noteEdition(edition);
      await this.#noteSample(edition, turn);
    } catch (error) {
      clearTimeout(skeleton);
      if (turn === this.#turn) this.#explain(error, token);
    } finally {
      if (turn === this.#turn) this.#main.removeAttribute('aria-busy');
    }
  }

  /** Replaces the content and keeps the focus and the scroll position. */
  #replace(content: Node[]): void {
    const kept = (document.activeElement as HTMLElement | null)?.dataset?.keep;
    const top = scrollY;
    this.#main.replaceChildren(...content);
    drawPlaced(this.#main);
    scrollTo({ top });
    if (kept !== undefined) this.#main.querySelector<HTMLElement>(`[data-keep="${kept}"]`)?.focus();
  }

  /** Moves to the top and to the heading, as after following a link. */
  #arrive(): void {
    scrollTo({ top: 0 });
    const heading = this.#main.querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  }

  #explain(error: unknown, token: string): void {
    document.title = 'Marquee';
    if (!(error instanceof AskError)) {
      this.#main.replaceChildren(brokenPanel(error, () => void this.show()));
      throw error;
    }
    if (error.kind === 'signed-out') {
      // The token of an address was rejected, and the one before is still there. Requests under way have the rejected one.
      if (readToken() !== null && readToken() !== token) {
        startAnew();
        return void this.show();
      }
      const expiry = expiryOf(token);
      const isOver = expiry !== undefined && expiry.getTime() <= Date.now();
      drawTop(parseRoute(location.hash), false, () => this.#signOut());
      this.#askForToken(
        isOver
          ? `Your token expired at ${expiry.toLocaleTimeString()}. Paste a new one to go on where you were.`
          : `The server did not accept your token: ${error.message} Paste another to go on where you were.`,
      );
      return;
    }
    // The edition is gone and was not chosen by the reader: the live one replaces it.
    if (error.kind === 'gone' && !parseRoute(location.hash).query.has('edition')) {
      startAnew();
      return void this.show();
    }
    this.#main.replaceChildren(errorPanel(error, () => void this.show()));
    if (error.kind === 'unreachable') this.#retry = setTimeout(() => void this.#lookAgain(), retryPause);
  }

  /** Polls /readyz until the server is back. */
  async #lookAgain(): Promise<void> {
    const response = await fetch('/readyz').catch(() => undefined);
    if (response?.ok) return void (await this.show());
    this.#retry = setTimeout(() => void this.#lookAgain(), retryPause);
  }

  #askForToken(reason: string): void {
    this.#notices.replaceChildren();
    this.#sample.hidden = true;
    this.#main.removeAttribute('aria-busy');
    this.#main.replaceChildren(signInPanel(reason, () => void this.show()));
    document.title = 'Sign in · Marquee';
    this.#main.querySelector('input')?.focus();
  }

  #signOut(): void {
    forgetToken();
    startAnew();
    void this.show();
  }

  #offerEdition(): void {
    this.#notices.replaceChildren(
      h(
        'div',
        { class: 'notice', 'data-notice': 'edition' },
        h('span', {}, `A new edition has been published. You are looking at ${shownEdition()}.`),
        h(
          'button',
          {
            type: 'button',
            class: 'primary',
            on: {
              click: () => {
                this.#notices.replaceChildren();
                startAnew();
                void this.show();
              },
            },
          },
          'Show the new edition',
        ),
      ),
    );
  }

  /** Shows the banner while the edition shown is a sample; the answer that says so is cached. */
  async #noteSample(edition: string | null, turn: number): Promise<void> {
    const parameters = { limit: 1, ...(edition !== null && { edition }) };
    const { meta } = await ask<unknown>('genres', parameters);
    if (turn === this.#turn) this.#sample.hidden = meta?.sample !== true;
  }

  /** Shows a notice while an older edition is chosen. */
  #noteEdition(edition: string | null): void {
    if (edition === null) return void this.#notices.querySelector('[data-notice=older]')?.remove();
    const { path } = parseRoute(location.hash);
    this.#notices.replaceChildren(
      h(
        'div',
        { class: 'notice', 'data-notice': 'older' },
        h('span', {}, `You are looking at the older edition ${edition}.`),
        h('a', { href: `#${path}` }, 'Back to the live one'),
      ),
    );
  }
}
