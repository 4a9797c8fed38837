/** The ways in which values of several lines can be shown. */
const waysToShow = [
  ['', 'as they are'],
  ['log', 'on a log scale'],
  ['cumulative', 'added up over the years'],
  ['share', 'as share of those shown'],
  ['average', 'as mean of five years'],
  ['decade', 'by decade'],
] as const;

export type WayToShow = (typeof waysToShow)[number][0];

/** Ways that need values that add up. */
const additive: readonly WayToShow[] = ['cumulative', 'share', 'decade'];

export const wayNamed = (name: string | null, isAdditive: boolean): WayToShow => {
  const way = waysToShow.find(([one]) => one === name)?.[0] ?? '';
  return isAdditive || !additive.includes(way) ? way : '';
};

/** The ways that make sense for a measure: what does not add up has no sums and shares. */
export const waysFor = (isAdditive: boolean) =>
  waysToShow.filter(([way]) => isAdditive || !additive.includes(way));

/** A value of one line in one year. */
export type Value = { series: string; x: number; value: number | null };

/** Returns the values as they are to be shown. Unknown values stay unknown, and count as nothing in sums. */
export function transformValues<Point extends Value>(points: readonly Point[], way: WayToShow): Point[] {
  if (way === 'share') return shares(points);
  const names = [...new Set(points.map(({ series }) => series))];
  return names.flatMap((name) => {
    const own = points.filter(({ series }) => series === name).sort((a, b) => a.x - b.x);
    if (way === 'cumulative') return cumulated(own);
    if (way === 'average') return averaged(own);
    return way === 'decade' ? byDecade(own) : own;
  });
}

function cumulated<Point extends Value>(own: readonly Point[]): Point[] {
  let sum = 0;
  return own.map((point) => {
    sum += point.value ?? 0;
    return { ...point, value: sum };
  });
}

/** The mean of the known values of a year and the two years on either side of it. */
const averaged = <Point extends Value>(own: readonly Point[]): Point[] =>
  own.map((point) => {
    const near = own.filter(({ x, value }) => Math.abs(x - point.x) <= 2 && value !== null);
    const sum = near.reduce((all, { value }) => all + (value ?? 0), 0);
    return { ...point, value: near.length === 0 ? null : sum / near.length };
  });

function byDecade<Point extends Value>(own: readonly Point[]): Point[] {
  const decades = new Map<number, Point>();
  for (const point of own) {
    const x = Math.floor(point.x / 10) * 10;
    const before = decades.get(x);
    const value = point.value === null ? (before?.value ?? null) : (before?.value ?? 0) + point.value;
    decades.set(x, { ...(before ?? point), x, value });
  }
  return [...decades.values()];
}

function shares<Point extends Value>(points: readonly Point[]): Point[] {
  const sums = new Map<number, number>();
  for (const { x, value } of points) sums.set(x, (sums.get(x) ?? 0) + Math.max(0, value ?? 0));
  return points.map((point) => {
    const sum = sums.get(point.x) ?? 0;
    return {
      ...point,
      value: point.value === null || sum === 0 ? null : (100 * Math.max(0, point.value)) / sum,
    };
  });
}
