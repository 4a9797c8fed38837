import type { LiveEdition } from '../../editions/live-edition.js';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { isUnavailable } from '../../elasticsearch/unavailable-error.js';
import { documentTypes } from '../../model/document-type.js';
import type { EditionId } from '../../model/edition-id.js';
import { Problem } from '../problem.js';

/** What `/readyz` says to whoever passes requests on. */
export class Readiness {
  readonly #staleMilliseconds: number;
  #isStopping = false;

  readonly #client: MarqueeClient;

  /** @param staleMilliseconds how long remembered answers are given while Elasticsearch is away */
  constructor(client: MarqueeClient, staleMilliseconds: number) {
    this.#client = client;
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
      const edition = await live.renew();
      await this.#expectOpen(edition);
      return { status: 'ready', edition };
    } catch (error) {
      const last = live.lastKnown();
      if (!isUnavailable(error) || last === undefined || last.age > this.#staleMilliseconds) throw error;
      // Else a balancer would keep everybody from the stale answers that were asked for.
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
