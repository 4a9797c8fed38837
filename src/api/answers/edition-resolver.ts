import { EditionGoneError, expectEdition } from '../../editions/edition-gone-error.js';
import type { LastKnown, LiveEdition } from '../../editions/live-edition.js';
import type { EditionId } from '../../model/edition-id.js';
import type { QuestionRunner } from '../../questions/run.js';
import type { AnswerRequest } from '../requests/answer-request.js';
import { withDeadline } from './deadline.js';

export type EditionResolverOptions = {
  live: LiveEdition;
  readEdition: QuestionRunner['readEdition'];
  /** The longest wait for Elasticsearch. */
  deadlineMilliseconds: number;
  /** How long answers are served while Elasticsearch is unavailable; 0 means never. */
  staleMilliseconds: number;
};

/** Finds the edition that a request is about. */
export class EditionResolver {
  readonly #options: EditionResolverOptions;

  constructor(options: EditionResolverOptions) {
    this.#options = options;
  }

  /**
   * The edition that the request names, or the live one.
   * @throws {EditionGoneError} when it, or the one that it is compared with, is not kept, or was never published
   * @throws {DeadlineError} when Elasticsearch takes too long
   */
  async resolve({ edition, parameters }: AnswerRequest): Promise<EditionId> {
    const { compare } = parameters as { compare?: EditionId };
    if (compare !== undefined) await this.#resolveOne(compare);
    return await this.#resolveOne(edition);
  }

  async #resolveOne(edition: EditionId | undefined): Promise<EditionId> {
    const { live, readEdition, deadlineMilliseconds } = this.#options;
    const known = live.known();
    if (known !== undefined && (edition ?? known) === known) return known;
    return await withDeadline(deadlineMilliseconds, async () => {
      const current = await live.current();
      if (edition === undefined || edition === current) return current;
      const { publishedAt } = await expectEdition(edition, () => readEdition(edition));
      // A staged edition is not for readers.
      if (publishedAt === null) throw new EditionGoneError(edition);
      return edition;
    });
  }

  /**
   * While Elasticsearch is unavailable: the edition that was live when it last replied, if the request is about it and
   * that is not too long ago. No other was seen since, so its answers are the newest there are.
   */
  resolveStale({ edition }: AnswerRequest): LastKnown | undefined {
    const last = this.#options.live.lastKnown();
    if (last === undefined || last.age > this.#options.staleMilliseconds) return undefined;
    return (edition ?? last.edition) === last.edition ? last : undefined;
  }

  /** Looks the live edition up again. @throws {DeadlineError} when Elasticsearch takes too long */
  async renew(): Promise<EditionId> {
    return await withDeadline(this.#options.deadlineMilliseconds, () => this.#options.live.renew());
  }
}
