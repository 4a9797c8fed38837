import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/root.js';

/** A query as a person would type it, and the TMDB ids that fit it best, in any order. */
export type Judged = { kind: string; query: string; expected: readonly number[] };

/** Figures over the queries of one kind, each from 0 to 1. */
export type Figures = {
  queries: number;
  /** Mean of 1 / place of the first fitting movie. */
  mrr: number;
  /** Gain of the first ten, discounted by the logarithm of their place, as a share of the best order. */
  ndcg10: number;
  /** Queries whose first movie fits. */
  success1: number;
  /** Queries with a fitting movie among the first ten. */
  success10: number;
};

export async function readJudged(): Promise<Judged[]> {
  return JSON.parse(await readFile(join(projectRoot, 'test/relevance/judged.json'), 'utf8')) as Judged[];
}

/** Asks every query, one after another, and holds the ids it gets against those expected. */
export async function judge(
  judged: readonly Judged[],
  ask: (query: string) => Promise<number[]>,
): Promise<{ figures: Map<string, Figures>; missed: { judged: Judged; got: number[] }[] }> {
  const kinds = new Map<string, Figures[]>();
  const missed: { judged: Judged; got: number[] }[] = [];
  for (const one of judged) {
    const got = await ask(one.query);
    const figures = judgeOne(new Set(one.expected), got);
    if (figures.success1 === 0) missed.push({ judged: one, got });
    kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), figures]);
  }
  return { figures: new Map([...kinds].map(([kind, list]) => [kind, mean(list)])), missed };
}

function judgeOne(expected: ReadonlySet<number>, got: readonly number[]): Figures {
  const places = got.slice(0, 10).flatMap((id, at) => (expected.has(id) ? [at] : []));
  const gain = (places: readonly number[]) => places.reduce((sum, at) => sum + 1 / Math.log2(at + 2), 0);
  const best = gain(Array.from({ length: Math.min(10, expected.size) }, (_, at) => at));
  const [first] = places;
  return {
    queries: 1,
    mrr: first === undefined ? 0 : 1 / (first + 1),
    ndcg10: gain(places) / best,
    success1: first === 0 ? 1 : 0,
    success10: first === undefined ? 0 : 1,
  };
}

function mean(list: readonly Figures[]): Figures {
  const of = (name: keyof Figures) => list.reduce((sum, figures) => sum + figures[name], 0) / list.length;
  return {
    queries: list.length,
    mrr: of('mrr'),
    ndcg10: of('ndcg10'),
    success1: of('success1'),
    success10: of('success10'),
  };
}

const titleKinds = [
  ...['exact title', 'partial title', 'one typo', 'two typos', 'missing accent', 'word order', 'quoted'],
  ...['number words', 'original title'],
];

/** What Marquee promises, as sentences about what is not so. */
export function brokenGoals(ours: Map<string, Figures>, baseline: Map<string, Figures>): string[] {
  const broken: string[] = [];
  const atLeast = (what: string, value: number, goal: number) => {
    if (value < goal) broken.push(`${what} is ${value.toFixed(3)}, the goal is ${goal}`);
  };
  atLeast('success@1 of exact titles', ours.get('exact title')?.success1 ?? 0, 0.95);
  atLeast('success@1 with one typo', ours.get('one typo')?.success1 ?? 0, 0.85);
  const ofTitles = titleKinds.flatMap((kind) => ours.get(kind) ?? []);
  const queries = ofTitles.reduce((sum, figures) => sum + figures.queries, 0);
  const found = ofTitles.reduce((sum, figures) => sum + figures.success10 * figures.queries, 0);
  atLeast('success@10 over all kinds of titles', found / queries, 0.98);
  for (const [kind, plain] of baseline) {
    for (const name of ['mrr', 'ndcg10', 'success1', 'success10'] as const) {
      atLeast(
        `${name} of '${kind}', of which the baseline sets the goal,`,
        ours.get(kind)?.[name] ?? 0,
        plain[name],
      );
    }
  }
  return broken;
}
