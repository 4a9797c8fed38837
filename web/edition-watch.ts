import { type Answer, AskError, askNow, shownEdition } from './api-client.js';
import { readToken } from './session.js';

/** Milliseconds between two checks; the browser revalidates by ETag, which costs a 304 without a search. */
const pause = 30_000;

/** Checks whether another edition is live: at an interval, and when the tab becomes visible. */
export class EditionWatch {
  readonly #offer: () => void;
  #offered: string | undefined;

  constructor(offer: () => void) {
    this.#offer = offer;
  }

  /** Returns a function that stops it. */
  start(): () => void {
    const look = (): void => void this.#look();
    const timer = setInterval(look, pause);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }

  async #look(): Promise<void> {
    const shown = shownEdition();
    if (document.hidden || shown === undefined || readToken() === null) return;
    try {
      const { meta } = await askNow<Answer>('/v1/genres?limit=1');
      if (meta.edition === shown || meta.edition === this.#offered) return;
      this.#offered = meta.edition;
      this.#offer();
    } catch (error) {
      // The next view shows the error.
      if (!(error instanceof AskError)) throw error;
    }
  }
}
