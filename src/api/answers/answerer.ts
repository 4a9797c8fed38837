import type { TransportRequestOptions } from '@elastic/elasticsearch';
import { type CachedResponse, createAnswerCache } from './answer-cache.js';
import type { ComputeAnswer } from './compute-answer.js';
import type { AnswerResponse } from './encode.js';
import type { Representation } from './representation.js';

/** An answer and where it came from. */
export type FoundAnswer = { source: 'cached' | 'computed'; response: AnswerResponse };

/** An answer that is being computed, and the callers that wait for it. */
type Pending = { answer: Promise<AnswerResponse | undefined>; controller: AbortController; callers: number };

/** Returns answers from the cache, or computes them, once for all who ask the same at the same time. */
export class Answerer {
  readonly #compute: ComputeAnswer;
  readonly #cache: ReturnType<typeof createAnswerCache>;
  readonly #pending = new Map<string, Pending>();

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
   * @param cancelled tells that this caller has gone; when all that wait for an answer have, its search is cancelled
   * @throws {DeadlineError} when Elasticsearch takes too long
   */
  async find(
    representation: Representation,
    transport: TransportRequestOptions = {},
    cancelled?: AbortSignal,
  ): Promise<FoundAnswer | undefined> {
    const cached = this.cached(representation);
    if (cached !== undefined) return { source: 'cached', response: cached };
    const response = await this.#computeOnce(representation, transport, cancelled);
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
    cancelled: AbortSignal | undefined,
  ): Promise<AnswerResponse | undefined> {
    cancelled?.throwIfAborted();
    const pending = this.#pending.get(representation.tag) ?? this.#begin(representation, transport);
    pending.callers++;
    const leave = () => {
      pending.callers--;
      if (pending.callers > 0) return;
      // A later caller must not wait for an answer that does not come.
      this.#forget(representation, pending);
      pending.controller.abort();
    };
    cancelled?.addEventListener('abort', leave);
    try {
      return await pending.answer;
    } finally {
      cancelled?.removeEventListener('abort', leave);
    }
  }

  #begin(representation: Representation, transport: TransportRequestOptions): Pending {
    const { tag, request } = representation;
    const controller = new AbortController();
    const compute = async (): Promise<AnswerResponse | undefined> => {
      try {
        const response = await this.#compute(representation, transport, controller.signal);
        if (response !== undefined) this.#store(representation, response);
        return response;
      } finally {
        this.#forget(representation, pending);
      }
    };
    const pending: Pending = { answer: compute(), controller, callers: 0 };
    // A stream can be read only once.
    if (request.parameters.limit !== 'all') this.#pending.set(tag, pending);
    return pending;
  }

  #forget({ tag }: Representation, pending: Pending): void {
    if (this.#pending.get(tag) === pending) this.#pending.delete(tag);
  }

  #store(representation: Representation, { headers, body }: AnswerResponse): void {
    if (Buffer.isBuffer(body)) this.#cache.set(representation.tag, { headers, body, representation });
  }
}
