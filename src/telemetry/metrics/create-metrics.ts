import { type Aggregator, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Where an answer came from. */
export const answerSources = ['computed', 'remembered', 'not-modified', 'stale'] as const;
export type AnswerSource = (typeof answerSources)[number];

export type Metrics = {
  /** What this process counts of itself; what is the same for all processes has no place in it. */
  registry: Registry;
  /** A request that was answered, by route template and status; seconds until its answer was ready to be sent. */
  observeRequest(route: string, status: number, seconds: number): void;
  countAnswer(source: AnswerSource): void;
  /** One request to Elasticsearch; `status` is `none` when nobody answered. */
  observeElasticsearch(operation: string, status: string, seconds: number): void;
};

/** Upper bounds in seconds: a remembered answer takes tenths of a millisecond, the deadline is 10 s by default. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const eventLoopLags = ['nodejs_eventloop_lag_seconds', 'nodejs_eventloop_lag_p99_seconds'];

/** What one process counts of itself. No label takes a value that a caller chooses: routes are templates. */
export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  // Of several workers the slowest counts; a mean would hide it.
  for (const name of eventLoopLags) {
    Object.assign(registry.getSingleMetric(name) ?? {}, { aggregator: 'max' satisfies Aggregator });
  }
  new Gauge({
    name: 'marquee_build_info',
    help: 'Always 1.',
    labelNames: ['version'],
    aggregator: 'max',
    registers,
  }).set({ version }, 1);
  const requests = new Histogram({
    name: 'marquee_http_request_duration_seconds',
    help: 'Requests by route template and status; time until the answer was ready to be sent.',
    labelNames: ['route', 'status'],
    buckets,
    registers,
  });
  const answers = new Counter({
    name: 'marquee_answers_total',
    help: 'Answers to questions: computed by Elasticsearch, remembered, not-modified (304), or stale.',
    labelNames: ['source'],
    registers,
  });
  for (const source of answerSources) answers.inc({ source }, 0);
  const elasticsearch = new Histogram({
    name: 'marquee_elasticsearch_request_duration_seconds',
    help: 'Requests to Elasticsearch by operation and status (none: no answer).',
    labelNames: ['operation', 'status'],
    buckets,
    registers,
  });
  return {
    registry,
    observeRequest: (route, status, seconds) => requests.observe({ route, status }, seconds),
    countAnswer: (source) => answers.inc({ source }),
    observeElasticsearch: (operation, status, seconds) =>
      elasticsearch.observe({ operation, status }, seconds),
  };
}
