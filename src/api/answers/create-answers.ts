import { LiveEdition } from '../../editions/live-edition.js';
import { explain } from '../../elasticsearch/cluster-fault.js';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import type { EditionId } from '../../model/edition-id.js';
import { createQuestionRunner } from '../../questions/run.js';
import type { AppConfig } from '../app-config.js';
import type { AnswerRequest } from '../requests/answer-request.js';
import { Answerer } from './answerer.js';
import { createComputeAnswer } from './compute-answer.js';
import { EditionResolver } from './edition-resolver.js';
import { ExportSlots } from './export-slots.js';
import { type Form, identify, type Representation } from './representation.js';

/** Everything that answers questions, over one Elasticsearch. */
export type Answers = {
  live: LiveEdition;
  editions: EditionResolver;
  answerer: Answerer;
  exports: ExportSlots;
  /** The representation of an answer by this version of Marquee. */
  identify(request: AnswerRequest, edition: EditionId, form: Form): Representation;
  /** Stops looking for new editions, and cancels the searches in progress. */
  close(): void;
};

/** Most answers that are computed again when another edition goes live. */
const maxRefreshed = 50;

/** Wires the live edition, the cache and the computation of answers: a new edition empties the cache and refills it. */
export function createAnswers(
  client: MarqueeClient,
  { limits, exports, logger, version }: Pick<AppConfig, 'limits' | 'exports' | 'logger' | 'version'>,
): Answers {
  const questions = createQuestionRunner(client);
  const running = new Set<AbortController>();
  const compute = createComputeAnswer(questions, limits.deadlineMilliseconds, running);
  const answerer = new Answerer(compute, limits.cacheBytes);
  const live = new LiveEdition(client, {
    onChange: (edition) => void refresh(edition),
    onOtherSchema: (own, error) => logger.warn(`${error.message} Until then it serves edition ${own}.`),
    onAvailability: (isAvailable, error) =>
      isAvailable
        ? logger.warn('Elasticsearch is available again')
        : logger.warn({ reason: explain(error) }, 'Elasticsearch is unavailable'),
  });
  const editions = new EditionResolver({ ...limits, live, readEdition: questions.readEdition });

  /** Computes the most recently used answers again, so that readers find them in the cache. */
  async function refresh(edition: EditionId): Promise<void> {
    const used = answerer.clear().slice(0, maxRefreshed);
    // The first ranking would wait for the names of all companies.
    await questions.readEdition(edition, ['companies', 'genres', 'collections']).catch(() => {});
    for (const { request, form } of used.map(({ representation }) => representation)) {
      if (live.known() !== edition) return;
      if (request.edition !== undefined) continue;
      await answerer.find(identify(request, edition, form, version)).catch(() => {});
    }
  }

  return {
    live,
    editions,
    answerer,
    exports: new ExportSlots(exports),
    identify: (request, edition, form) => identify(request, edition, form, version),
    close() {
      live.stop();
      for (const controller of running) controller.abort();
    },
  };
}
