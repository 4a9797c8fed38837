import type { TransportRequestOptions } from '@elastic/elasticsearch';
import { type CachedResponse, createAnswerCache } from './answer-cache.js';
import type { ComputeAnswer } from './compute-answer.js';
import type { AnswerResponse } from './encode.js';
import type { Representation } from './representation.js';

/** An answer and where it came from. */
export type FoundAnswer = { source: 'cached' | 'computed'; response: AnswerResponse };

/** Returns answers from the cache, or computes them, once for all who ask the same at the same time. */
export class Answerer {
  readonly #compute: ComputeAnswer;
  readonly #cache: ReturnType<typeof createAnswerCache>;
  readonly #pending = new Map<string, Promise<AnswerResponse | undefined>>();

  /** @param cacheBytes memory for cached answers */
  constructor(compute: ComputeAnswer, cacheBytes: number) {
    this.#compute = compute;
    this.#cache = createAnswerCache(cacheBytes);
  }

  cached({ tag }: Representation): CachedResponse | undefined {
    return this.#cache.get(tag);
  }

  /**
   * The answer, from the cache if it is there; undefined when the edition has no such movie, company, person …
   * @throws {DeadlineError} when Elasticsearch takes too long
   */
  async find(
    representation: Representation,
    transport: TransportRequestOptions = {},
  ): Promise<FoundAnswer | undefined> {
    const cached = this.cached(representation);
    if (cached !== undefined) return { source: 'cached', response: cached };
    const response = await this.#computeOnce(representation, transport);
    return response && { source: 'computed', response };
  }

  /** Empties the cache; returns what was in it, the most recently used first. */
  clear(): CachedResponse[] {
    const cached = [...this.#cache.values()];
    this.#cache.clear();
    return cached;
  }

  async #computeOnce(
    representation: Representation,
    transport: TransportRequestOptions,
  ): Promise<AnswerResponse | undefined> {
    const { tag, request } = representation;
    const pending = this.#pending.get(tag);
    if (pending !== undefined) return await pending;
    const computing = this.#compute(representation, transport);
    // A stream can be read only once.
    const isShared = request.parameters.limit !== 'all';
    if (isShared) this.#pending.set(tag, computing);
    try {
      const response = await computing;
      if (response !== undefined) this.#store(representation, response);
      return response;
    } finally {
      this.#pending.delete(tag);
    }
  }

  #store(representation: Representation, { headers, body }: AnswerResponse): void {
    if (Buffer.isBuffer(body)) this.#cache.set(representation.tag, { headers, body, representation });
  }
}
