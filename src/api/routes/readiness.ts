import type { LiveEdition } from '../../editions/live-edition.js';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { isUnavailable } from '../../elasticsearch/unavailable-error.js';
import { documentTypes } from '../../model/document-type.js';
import type { EditionId } from '../../model/edition-id.js';
import { Problem } from '../problems/problem.js';

/** The state of `/readyz`, by which a load balancer decides whether to send requests here. */
export class Readiness {
  readonly #client: MarqueeClient;
  readonly #live: LiveEdition;
  readonly #staleMilliseconds: number;
  #isStopping = false;

  /** @param staleMilliseconds how long cached answers are served while Elasticsearch is unavailable */
  constructor(client: MarqueeClient, live: LiveEdition, staleMilliseconds: number) {
    this.#client = client;
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
      const edition = await this.#live.renew();
      await this.#expectOpen(edition);
      return { status: 'ready', edition };
    } catch (error) {
      const last = this.#live.lastKnown();
      if (!isUnavailable(error) || last === undefined || last.age > this.#staleMilliseconds) throw error;
      // Failing would keep readers from the stale answers that were configured for them.
      return { status: 'stale', edition: last.edition };
    }
  }

  /** An alias may lead to an index that is closed or blocked, which only a search shows. */
  async #expectOpen(edition: EditionId): Promise<void> {
    const { names } = this.#client;
    await this.#client.search({
      index: documentTypes.map((type) => names.index(type, edition)),
      size: 0,
      terminate_after: 1,
      track_total_hits: false,
      allow_partial_search_results: false,
    });
  }
}
