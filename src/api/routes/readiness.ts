import type { LiveEdition } from '../../editions/live-edition.js';
import { isUnavailable } from '../../elasticsearch/unavailable-error.js';
import type { EditionId } from '../../model/edition-id.js';
import { Problem } from '../problem.js';

/** What `/readyz` says to whoever passes requests on. */
export class Readiness {
  readonly #staleMilliseconds: number;
  #isStopping = false;

  /** @param staleMilliseconds how long remembered answers are given while Elasticsearch is away */
  constructor(staleMilliseconds: number) {
    this.#staleMilliseconds = staleMilliseconds;
  }

  /** From now on it fails, although requests are still answered. */
  stop(): void {
    this.#isStopping = true;
  }

  /**
   * Looks up what is true now.
   * @throws {Problem} when the server is stopping; what the look-up throws
   */
  async check(live: LiveEdition): Promise<{ status: 'ready' | 'stale'; edition: EditionId }> {
    if (this.#isStopping) {
      throw new Problem('stopping', 'This server is about to stop.', { headers: { 'Retry-After': '1' } });
    }
    try {
      return { status: 'ready', edition: await live.renew() };
    } catch (error) {
      const last = live.lastKnown();
      if (!isUnavailable(error) || last === undefined || last.age > this.#staleMilliseconds) throw error;
      // Else a balancer would keep everybody from the stale answers that were asked for.
      return { status: 'stale', edition: last.edition };
    }
  }
}
