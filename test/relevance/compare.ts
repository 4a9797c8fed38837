import type { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import type { TestApi } from '../support/api.js';
import { type Judged, readJudged, titleKinds } from './judged.js';
import { measureQuality, type Quality, type Ranked, rankOf } from './measure.js';

export type Comparison = { kind: string; ours: Quality; baseline: Quality; misses: string[] };

/** Smallest shares that are good enough. */
const goals = { exactTitle1: 0.95, typo1: 0.85, titles10: 0.98 };

/** What the plain query searches: the same texts, without any thought given to them. */
const baselineFields = [
  ...['title', 'originalTitle', 'overview', 'tagline', 'keywords.name', 'cast.name', 'directors.name'],
  ...['collection.name', 'genres.name'],
];

/** Every judged query: asked of the API, and of Elasticsearch with a plain `multi_match`. */
export async function compareAll(api: TestApi, client: MarqueeClient): Promise<Comparison[]> {
  const compared: Comparison[] = [];
  for (const [kind, judged] of readJudged()) {
    const ours = await rankAll(judged, (query) => askApi(api, query));
    const baseline = await rankAll(judged, (query) => askPlainly(client, query));
    compared.push({
      kind,
      ours: measureQuality(ours),
      baseline: measureQuality(baseline),
      misses: judged
        .map(({ query }, at) => ({ query, rank: rankOf(ours[at] as Ranked) }))
        .filter(({ rank }) => rank !== 1)
        .map(({ query, rank }) => `${query} (${rank === 0 ? 'not found' : `place ${rank}`})`),
    });
  }
  return compared;
}

/** The goals that are missed, in words. */
export function missedGoals(compared: readonly Comparison[]): string[] {
  const missed: string[] = [];
  const expectAtLeast = (what: string, found: number, least: number): void => {
    if (!(found >= least))
      missed.push(`${what} is ${found.toFixed(3)}: must be at least ${least.toFixed(3)}`);
  };
  const of = (kind: string) => compared.find((one) => one.kind === kind)?.ours;
  expectAtLeast('success@1 of exact titles', of('exact-title')?.success1 ?? 0, goals.exactTitle1);
  expectAtLeast('success@1 with one typo', of('typo-1')?.success1 ?? 0, goals.typo1);
  expectAtLeast('success@10 over all kinds of titles', overTitles(compared), goals.titles10);
  for (const { kind, ours, baseline } of compared) {
    for (const figure of ['mrr', 'ndcg10', 'success1', 'success10'] as const) {
      expectAtLeast(`${figure} of ${kind}, beside the baseline`, ours[figure], baseline[figure]);
    }
  }
  return missed;
}

function overTitles(compared: readonly Comparison[]): number {
  const titles = compared.filter(({ kind }) => titleKinds.includes(kind)).map(({ ours }) => ours);
  const queries = titles.reduce((sum, one) => sum + one.queries, 0);
  return titles.reduce((sum, one) => sum + one.success10 * one.queries, 0) / queries;
}

async function rankAll(
  judged: readonly Judged[],
  ask: (query: string) => Promise<number[]>,
): Promise<Ranked[]> {
  const rankings: Ranked[] = [];
  for (const { query, expected } of judged) rankings.push({ found: await ask(query), expected });
  return rankings;
}

async function askApi(api: TestApi, q: string): Promise<number[]> {
  const { status, body } = await api.get(
    `/v1/movies/search?${new URLSearchParams({ q, limit: '10', facets: 'none' })}`,
  );
  if (status !== 200) throw new Error(`${q}: ${status} ${JSON.stringify(body)}`);
  return body.data.map(({ id }: { id: number }) => id);
}

async function askPlainly(client: MarqueeClient, query: string): Promise<number[]> {
  const { hits } = await client.search<{ id: number }>({
    index: 'marquee-movies',
    size: 10,
    _source: ['id'],
    query: { multi_match: { query, fields: baselineFields } },
  });
  return hits.hits.map(({ _source }) => _source?.id as number);
}
