import { type Answer, AskError, askNow, shownEdition } from './api-client.js';
import { readToken } from './session.js';

/** Milliseconds between two looks; the browser sends the ETag it has, and the answer is a 304 without a search. */
const pause = 30_000;

/** Looks now and then, and whenever the reader comes back to the tab, whether another edition is live. */
export class EditionWatch {
  readonly #offer: () => void;
  #offered: string | undefined;

  constructor(offer: () => void) {
    this.#offer = offer;
  }

  start(): void {
    setInterval(() => void this.#look(), pause);
    document.addEventListener('visibilitychange', () => void this.#look());
  }

  async #look(): Promise<void> {
    const shown = shownEdition();
    if (document.hidden || shown === undefined || readToken() === null) return;
    try {
      const { meta } = await askNow<Answer<unknown>>('/v1/genres?limit=1');
      if (meta.edition === shown || meta.edition === this.#offered) return;
      this.#offered = meta.edition;
      this.#offer();
    } catch (error) {
      // The next view says what is wrong, where it matters.
      if (!(error instanceof AskError)) throw error;
    }
  }
}
