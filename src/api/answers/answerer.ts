import type { Readable } from 'node:stream';
import { errors, type TransportRequestOptions } from '@elastic/elasticsearch';
import { EditionGoneError, expectEdition } from '../../editions/edition-gone-error.js';
import type { LastKnown, LiveEdition } from '../../editions/live-edition.js';
import type { EditionId } from '../../model/edition-id.js';
import type { EditionAnswer, QuestionRunner } from '../../questions/run.js';
import { Problem } from '../problem.js';
import { createAnswerCache, type ReadyAnswer, shorten } from './answer-cache.js';
import type { Format } from './common-parameters.js';
import { DeadlineError, withDeadline } from './deadline.js';
import { type Encoding, encode } from './encode.js';
import { type AnswerRequest, digestOf } from './read-request.js';
import { represent } from './serialize.js';

export type AnswererOptions = {
  questions: QuestionRunner;
  live: LiveEdition;
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
 * Question → ETag → remembered answer, or else Elasticsearch. The ETag is made of the edition, the question in
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

  /** The edition that a request is about, where that is known without asking Elasticsearch. */
  knownEditionOf({ edition }: AnswerRequest): EditionId | undefined {
    const known = this.#options.live.known();
    return known !== undefined && (edition ?? known) === known ? known : undefined;
  }

  /** The edition that a request is about. @throws {EditionGoneError} when it is not kept. */
  async editionOf(request: AnswerRequest): Promise<EditionId> {
    const { live, questions, deadlineMilliseconds } = this.#options;
    return await withDeadline(deadlineMilliseconds, async () => {
      const current = await live.current();
      if (request.edition === undefined || request.edition === current) return current;
      const { edition } = request;
      const { publishedAt } = await expectEdition(edition, () => questions.readEdition(edition));
      // An edition that is held back is nobody's business yet.
      if (publishedAt === null) throw new EditionGoneError(edition);
      return edition;
    });
  }

  /**
   * While Elasticsearch is away: the edition that was live when it last answered, if a request is about that and it
   * is not too long ago. No other was seen since, so an answer of it is the newest there was.
   */
  staleEditionOf({ edition }: AnswerRequest): LastKnown | undefined {
    const last = this.#options.live.lastKnown();
    if (last === undefined || last.age > this.#options.staleMilliseconds) return undefined;
    return (edition ?? last.edition) === last.edition ? last : undefined;
  }

  /** The live edition, looked up anew. */
  async renewEdition(): Promise<EditionId> {
    return await withDeadline(this.#options.deadlineMilliseconds, () => this.#options.live.renew());
  }

  /** The strong ETag of an answer. */
  tagOf(request: AnswerRequest, edition: EditionId, { format, encoding }: Form): string {
    const form = `${format} ${encoding}`;
    let digest = request.digests.get(form);
    if (digest === undefined) {
      digest = digestOf(this.#options.version, request.path, request.query, form);
      request.digests.set(form, digest);
    }
    return `"${edition}-${digest}"`;
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
    edition: EditionId,
    form: Form,
    transport: TransportRequestOptions = {},
  ): Promise<Sent> {
    const tag = this.tagOf(request, edition, form);
    const pending = this.#pending.get(tag);
    if (pending !== undefined) return await pending;
    const answering = this.#ask(request, edition, form, transport).then((sent) => {
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
  async renew(edition: EditionId): Promise<void> {
    const used = [...this.#cache.values()].slice(0, maxWarmed);
    this.#cache.clear();
    // Else the first ranking would wait for 20,000 names.
    await this.#options.questions
      .readEdition(edition, ['companies', 'genres', 'collections'])
      .catch(() => {});
    for (const { request, format, encoding } of used) {
      if (this.#options.live.known() !== edition) return;
      if (request.edition !== undefined) continue;
      const form = { format, encoding } as Form;
      await this.answer(request, edition, form).catch(() => {});
    }
  }

  /** Gives up all searches: nobody waits for them any more. */
  close(): void {
    for (const controller of this.#underWay) controller.abort();
  }

  async #ask(
    request: AnswerRequest,
    edition: EditionId,
    { format, encoding }: Form,
    transport: TransportRequestOptions,
  ): Promise<Sent> {
    const { questions, deadlineMilliseconds } = this.#options;
    const askPage = (parameters: Record<string, unknown>): Promise<EditionAnswer | undefined> =>
      withDeadline(
        deadlineMilliseconds,
        (signal) =>
          questions
            .run(edition, request.question, parameters, { ...transport, signal })
            .catch((error: unknown) => {
              throw error instanceof errors.RequestAbortedError
                ? new DeadlineError(deadlineMilliseconds)
                : error;
            }),
        this.#underWay,
      );
    const answered = await askPage(request.parameters);
    if (answered === undefined) return undefined;
    const askNext = async ({ next }: EditionAnswer): Promise<EditionAnswer | undefined> =>
      next && askPage({ ...request.parameters, offset: 0, cursor: { edition, query: '', after: next } });
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
