import { type Aggregator, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Where an answer came from. */
const answerSources = ['computed', 'cached', 'not-modified', 'stale'] as const;
export type AnswerSource = (typeof answerSources)[number];

export type ApiMetrics = {
  /** Metrics that each process counts for itself; what is the same for all processes has no place in it. */
  registry: Registry;
  /** Counts a response by route template and status; `seconds` until it was ready to be sent. */
  observeRequest(route: string, status: number, seconds: number): void;
  countAnswer(source: AnswerSource): void;
  /** Counts a request to Elasticsearch; `status` is `none` when there was no reply. */
  observeElasticsearch(operation: string, status: string, seconds: number): void;
};

/** Upper bounds in seconds: a cached answer takes tenths of a millisecond, the default deadline is 10 s. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const eventLoopLags = ['nodejs_eventloop_lag_seconds', 'nodejs_eventloop_lag_p99_seconds'];

/** Creates the metrics of one process of the API. No label takes a value that a caller chooses: routes are templates. */
export function createApiMetrics(version: string): ApiMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  // The slowest of several workers counts; a mean would hide it.
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
    help: 'Requests by route template and status; time until the response was ready to be sent.',
    labelNames: ['route', 'status'],
    buckets,
    registers,
  });
  const answers = new Counter({
    name: 'marquee_answers_total',
    help: 'Answers to questions by source: computed by Elasticsearch, cached, not-modified (304), or stale.',
    labelNames: ['source'],
    registers,
  });
  for (const source of answerSources) answers.inc({ source }, 0);
  const elasticsearch = new Histogram({
    name: 'marquee_elasticsearch_request_duration_seconds',
    help: 'Requests to Elasticsearch by operation and status (none: no reply).',
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
