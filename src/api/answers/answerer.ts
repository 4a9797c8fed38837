import type { Readable } from 'node:stream';
import { errors, type TransportRequestOptions } from '@elastic/elasticsearch';
import { expectKept, GenerationGoneError } from '../../editions/edition-gone-error.js';
import type { Generation } from '../../editions/index-names.js';
import type { LastKnown, LiveGeneration } from '../../editions/live-edition.js';
import type { Answered, createAsk } from '../../questions/run.js';
import { Problem } from '../problem.js';
import { createAnswerCache, type ReadyAnswer, shorten } from './answer-cache.js';
import type { Format } from './common-parameters.js';
import { DeadlineError, withDeadline } from './deadline.js';
import { type Encoding, encode } from './encode.js';
import { type AnswerRequest, digestOf } from './read-request.js';
import { represent } from './serialize.js';

export type AnswererOptions = {
  ask: ReturnType<typeof createAsk>;
  live: LiveGeneration;
  /** Marquee's: another version may answer the same question with other bytes. */
  version: string;
  /** Of the answers remembered. */
  cacheBytes: number;
  /** What a reader waits for Elasticsearch at most. */
  deadlineMilliseconds: number;
  /** How long remembered answers are given while Elasticsearch is away; 0 is not at all. */
  staleMilliseconds: number;
};

export type Form = { format: Format; encoding: Encoding };

/** Answers that are asked again, most recently used first, once another edition is live. */
const maxWarmed = 50;

/**
 * Question → ETag → remembered answer, or else Elasticsearch. The ETag is made of the generation, the question in
 * one spelling and the form; so it is known before the answer is, and what it names never changes.
 */
export class Answerer {
  readonly #options: AnswererOptions;
  readonly #cache: ReturnType<typeof createAnswerCache>;
  /** Answers on their way, so that identical questions share one search. */
  readonly #pending = new Map<string, Promise<Sent>>();

  /** Of the searches that Elasticsearch is at work on. */
  readonly #underWay = new Set<AbortController>();

  constructor(options: AnswererOptions) {
    this.#options = options;
    this.#cache = createAnswerCache(options.cacheBytes);
  }

  /** The generation that a request is about, where that is known without asking Elasticsearch. */
  knownGenerationOf({ generation }: AnswerRequest): Generation | undefined {
    const known = this.#options.live.known();
    return known !== undefined && (generation ?? known) === known ? known : undefined;
  }

  /** The generation that a request is about. @throws {GenerationGoneError} when it is not kept. */
  async generationOf(request: AnswerRequest): Promise<Generation> {
    const { live, ask, deadlineMilliseconds } = this.#options;
    return await withDeadline(deadlineMilliseconds, async () => {
      const current = await live.current();
      if (request.generation === undefined || request.generation === current) return current;
      const { generation } = request;
      const { publishedAt } = await expectKept(generation, () => ask.readEdition(generation));
      // A generation that is held back is nobody's business yet.
      if (publishedAt === null) throw new GenerationGoneError(generation);
      return generation;
    });
  }

  /**
   * While Elasticsearch is away: the generation that was live when it last answered, if a request is about that and it
   * is not too long ago. No other was seen since, so an answer of it is the newest there was.
   */
  staleGenerationOf({ generation }: AnswerRequest): LastKnown | undefined {
    const last = this.#options.live.lastKnown();
    if (last === undefined || last.age > this.#options.staleMilliseconds) return undefined;
    return (generation ?? last.generation) === last.generation ? last : undefined;
  }

  /** The live generation, looked up anew. */
  async renewGeneration(): Promise<Generation> {
    return await withDeadline(this.#options.deadlineMilliseconds, () => this.#options.live.renew());
  }

  /** The strong ETag of an answer. */
  tagOf(request: AnswerRequest, generation: Generation, { format, encoding }: Form): string {
    const form = `${format} ${encoding}`;
    let digest = request.digests.get(form);
    if (digest === undefined) {
      digest = digestOf(this.#options.version, request.path, request.query, form);
      request.digests.set(form, digest);
    }
    return `"${generation}-${digest}"`;
  }

  remembered(tag: string): ReadyAnswer | undefined {
    return this.#cache.get(tag);
  }

  /**
   * Asks Elasticsearch, or waits with whoever asks the same already; undefined when there is no such subject.
   * @throws {DeadlineError} when it takes too long, after the search was cancelled.
   */
  async answer(
    request: AnswerRequest,
    generation: Generation,
    form: Form,
    transport: TransportRequestOptions = {},
  ): Promise<Sent> {
    const tag = this.tagOf(request, generation, form);
    const pending = this.#pending.get(tag);
    if (pending !== undefined) return await pending;
    const answering = this.#ask(request, generation, form, transport).then((sent) => {
      if (sent !== undefined && Buffer.isBuffer(sent.body)) {
        const { format, encoding } = form;
        this.#cache.set(tag, {
          headers: { ...sent.headers, 'Content-Length': String(sent.body.length) },
          body: shorten(sent.body, encoding),
          request,
          format,
          encoding,
        });
      }
      return sent;
    });
    const isShared = request.parameters.limit !== 'all';
    if (isShared) this.#pending.set(tag, answering);
    try {
      return await answering;
    } finally {
      this.#pending.delete(tag);
    }
  }

  /** Forgets all answers, then asks the most recently used again, of the edition that is live now. */
  async renew(generation: Generation): Promise<void> {
    const used = [...this.#cache.values()].slice(0, maxWarmed);
    this.#cache.clear();
    // Else the first ranking would wait for 20,000 names.
    await this.#options.ask.readEdition(generation, ['companies', 'genres', 'collections']).catch(() => {});
    for (const { request, format, encoding } of used) {
      if (this.#options.live.known() !== generation) return;
      if (request.generation !== undefined) continue;
      const form = { format, encoding } as Form;
      await this.answer(request, generation, form).catch(() => {});
    }
  }

  /** Gives up all searches: nobody waits for them any more. */
  close(): void {
    for (const controller of this.#underWay) controller.abort();
  }

  async #ask(
    request: AnswerRequest,
    generation: Generation,
    { format, encoding }: Form,
    transport: TransportRequestOptions,
  ): Promise<Sent> {
    const { ask, deadlineMilliseconds } = this.#options;
    const askPage = (parameters: Record<string, unknown>): Promise<Answered | undefined> =>
      withDeadline(
        deadlineMilliseconds,
        (signal) =>
          ask(generation, request.question, parameters, { ...transport, signal }).catch((error: unknown) => {
            throw error instanceof errors.RequestAbortedError
              ? new DeadlineError(deadlineMilliseconds)
              : error;
          }),
        this.#underWay,
      );
    const answered = await askPage(request.parameters);
    if (answered === undefined) return undefined;
    const askNext = async ({ next }: Answered): Promise<Answered | undefined> =>
      next && askPage({ ...request.parameters, offset: 0, cursor: { generation, query: '', after: next } });
    return await encode(represent(request, answered, format, askNext), encoding);
  }
}

/** Headers and body; undefined when there is no such company or genre. */
export type Sent = { headers: Record<string, string>; body: Buffer | Readable } | undefined;

/** The answer to a question about something that is not in the edition. */
export function notFound({ parameters, question }: AnswerRequest): Problem {
  const kind = question.name.split('/')[0];
  const ids = [parameters.id ?? parameters.ids].flat().join(', ');
  const missing = kind === 'movies' ? `movie ${ids}` : `movie of ${kind} ${ids}`;
  return new Problem('not-found', `The edition has no ${missing}.`);
}
