/**
 * US consumer price index for all urban consumers (CPI-U), all items, US city average, not seasonally adjusted:
 * yearly means, 1982–84 = 100. Source: U.S. Bureau of Labor Statistics, series CUUR0000SA0, in the public domain;
 * to one decimal until 2006 and to three since, as published.
 */
const table: readonly (readonly [firstYear: number, indices: readonly number[]])[] = [
  [1913, [9.9, 10.0, 10.1, 10.9, 12.8, 15.1, 17.3]],
  [1920, [20.0, 17.9, 16.8, 17.1, 17.1, 17.5, 17.7, 17.4, 17.1, 17.1]],
  [1930, [16.7, 15.2, 13.7, 13.0, 13.4, 13.7, 13.9, 14.4, 14.1, 13.9]],
  [1940, [14.0, 14.7, 16.3, 17.3, 17.6, 18.0, 19.5, 22.3, 24.1, 23.8]],
  [1950, [24.1, 26.0, 26.5, 26.7, 26.9, 26.8, 27.2, 28.1, 28.9, 29.1]],
  [1960, [29.6, 29.9, 30.2, 30.6, 31.0, 31.5, 32.4, 33.4, 34.8, 36.7]],
  [1970, [38.8, 40.5, 41.8, 44.4, 49.3, 53.8, 56.9, 60.6, 65.2, 72.6]],
  [1980, [82.4, 90.9, 96.5, 99.6, 103.9, 107.6, 109.6, 113.6, 118.3, 124.0]],
  [1990, [130.7, 136.2, 140.3, 144.5, 148.2, 152.4, 156.9, 160.5, 163.0, 166.6]],
  [2000, [172.2, 177.1, 179.9, 184.0, 188.9, 195.3, 201.6, 207.342, 215.303, 214.537]],
  [2010, [218.056, 224.939, 229.594, 232.957, 236.736, 237.017, 240.007, 245.12, 251.107, 255.657]],
  [2020, [258.811, 270.97, 292.655, 304.702, 313.689]],
];

/** Indices by year. */
export const consumerPriceIndex: ReadonlyMap<number, number> = new Map(
  table.flatMap(([first, indices]) => indices.map((index, at) => [first + at, index] as const)),
);

export const firstIndexYear = 1913;
export const lastIndexYear = 2024;

/** Returns the index of a year; undefined before the first and after the last. */
export const priceIndexOf = (year: number): number | undefined => consumerPriceIndex.get(year);

/** Converts dollars of a year to dollars of 1982–84, which can be added up over years; null when either is unknown. */
export function toConstantDollars(dollars: number | null, year: number | null): number | null {
  const index = year === null ? undefined : consumerPriceIndex.get(year);
  return dollars === null || index === undefined ? null : (dollars * 100) / index;
}
