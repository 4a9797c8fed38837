/** Points `[share, value]` of a cumulative distribution, ascending in both, from share 0 to share 1. */
export type Quantiles = readonly (readonly [share: number, value: number])[];

/** Returns the value below which the given share of a distribution lies, by linear interpolation between its points. */
export function quantile(points: Quantiles, share: number): number {
  let [lowShare, lowValue] = points[0] ?? [0, 0];
  for (const [highShare, highValue] of points) {
    if (share < highShare) {
      return lowValue + ((share - lowShare) / (highShare - lowShare)) * (highValue - lowValue);
    }
    lowShare = highShare;
    lowValue = highValue;
  }
  return lowValue;
}
