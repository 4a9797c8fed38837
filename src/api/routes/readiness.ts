import type { Generation } from '../../editions/index-names.js';
import type { LiveGeneration } from '../../editions/live-edition.js';
import { isAway } from '../../elasticsearch/unavailable-error.js';
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
  async check(live: LiveGeneration): Promise<{ status: 'ready' | 'stale'; generation: Generation }> {
    if (this.#isStopping) {
      throw new Problem('stopping', 'This server is about to stop.', { headers: { 'Retry-After': '1' } });
    }
    try {
      return { status: 'ready', generation: await live.renew() };
    } catch (error) {
      const last = live.lastKnown();
      if (!isAway(error) || last === undefined || last.age > this.#staleMilliseconds) throw error;
      // Else a balancer would keep everybody from the stale answers that were asked for.
      return { status: 'stale', generation: last.generation };
    }
  }
}
