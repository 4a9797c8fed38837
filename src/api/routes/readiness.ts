import type { LiveEdition } from '../../editions/live-edition.js';
import { isUnavailable } from '../../elasticsearch/unavailable-error.js';
import type { EditionId } from '../../model/edition-id.js';
import { Problem } from '../problems/problem.js';

/** The state of `/readyz`, by which a load balancer decides whether to send requests here. */
export class Readiness {
  readonly #live: LiveEdition;
  readonly #staleMilliseconds: number;
  #isStopping = false;

  /** @param staleMilliseconds how long cached answers are served while Elasticsearch is unavailable */
  constructor(live: LiveEdition, staleMilliseconds: number) {
    this.#live = live;
    this.#staleMilliseconds = staleMilliseconds;
  }

  /** From now on the check fails, although requests are still answered. */
  stop(): void {
    this.#isStopping = true;
  }

  /**
   * Looks the live edition up.
   * @throws {Problem} `stopping`; else what the look-up throws
   */
  async check(): Promise<{ status: 'ready' | 'stale'; edition: EditionId }> {
    if (this.#isStopping) {
      throw new Problem('stopping', 'This server is about to stop.', { headers: { 'Retry-After': '1' } });
    }
    try {
      return { status: 'ready', edition: await this.#live.renew() };
    } catch (error) {
      const last = this.#live.lastKnown();
      if (!isUnavailable(error) || last === undefined || last.age > this.#staleMilliseconds) throw error;
      // Failing would keep readers from the stale answers that were configured for them.
      return { status: 'stale', edition: last.edition };
    }
  }
}
