/** How good rankings are, each from 0 to 1: means over the queries of a kind. */
export type Quality = {
  queries: number;
  /** Mean reciprocal rank of the first expected movie among the first ten. */
  mrr: number;
  ndcg10: number;
  /** Share of queries whose first row is expected. */
  success1: number;
  /** Share of queries with an expected movie among the first ten. */
  success10: number;
};

/** An answer's ids in order, beside those expected. */
export type Ranked = { found: readonly number[]; expected: readonly number[] };

const depth = 10;

export function measureQuality(rankings: readonly Ranked[]): Quality {
  const mean = (figure: (ranked: Ranked) => number): number =>
    rankings.reduce((sum, ranked) => sum + figure(ranked), 0) / rankings.length;
  return {
    queries: rankings.length,
    mrr: mean((ranked) => (rankOf(ranked) > 0 ? 1 / rankOf(ranked) : 0)),
    ndcg10: mean(ndcg),
    success1: mean((ranked) => (rankOf(ranked) === 1 ? 1 : 0)),
    success10: mean((ranked) => (rankOf(ranked) > 0 ? 1 : 0)),
  };
}

/** Place of the first expected movie, from 1; 0 when it is not among the first ten. */
export const rankOf = ({ found, expected }: Ranked): number =>
  found.slice(0, depth).findIndex((id) => expected.includes(id)) + 1;

/** Every expected movie counts 1, discounted by the logarithm of its place (Järvelin and Kekäläinen, 2002). */
function ndcg({ found, expected }: Ranked): number {
  const gain = (at: number) => 1 / Math.log2(at + 2);
  const gained = found
    .slice(0, depth)
    .reduce((sum, id, at) => sum + (expected.includes(id) ? gain(at) : 0), 0);
  const best = expected.slice(0, depth).reduce((sum, _, at) => sum + gain(at), 0);
  return gained / best;
}
