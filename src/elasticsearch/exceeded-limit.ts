import { errors } from '@elastic/elasticsearch';

/** Settings of a cluster or an index that a search may exceed, by what Elasticsearch's error then contains. */
const settings = {
  too_many_buckets_exception: 'search.max_buckets',
  'Result window is too large': 'index.max_result_window',
} as const;

/** Returns the setting whose limit a search exceeded; undefined when it failed of something else. */
export function exceededLimit(error: unknown): string | undefined {
  if (!(error instanceof errors.ResponseError)) return undefined;
  const body = JSON.stringify(error.body) ?? '';
  return Object.entries(settings).find(([sign]) => body.includes(sign))?.[1];
}
