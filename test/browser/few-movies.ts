import { entities, movieLine } from '../support/edition.js';

const [drama, comedy, war] = [
  [18, 'Drama'],
  [35, 'Comedy'],
  [10752, 'War'],
] as const;
const [lantern, harbour, cafe] = [
  [7, 'Lantern Row'],
  [8, 'Old Harbour'],
  [9, 'Café Lumière'],
] as const;

const movie = (
  id: number,
  year: number,
  companies: readonly (readonly [number, string])[],
  genres: readonly (readonly [number, string])[],
  budget: number,
  revenue: number,
  popularity: number,
): string =>
  movieLine({
    id: String(id),
    title: `Movie ${id}`,
    release_date: `${year}-05-04`,
    production_companies: entities(...companies.map(([key, name]) => [key, name] as [number, string])),
    genres: entities(...genres.map(([key, name]) => [key, name] as [number, string])),
    budget: String(budget),
    revenue: String(revenue),
    popularity: String(popularity),
  });

/**
 * So few movies that every figure can be checked in the head. Of Lantern Row (7): 1990 two releases, both revenues known
 * (80 M), one budget; 1991 nothing known; 1992 no release; 1993 a loss; and in 1995 one that cost 5 M and earned 20 M.
 */
export const fewMovies: readonly string[] = [
  movie(1, 1990, [lantern, harbour], [drama], 10_000_000, 30_000_000, 2),
  movie(2, 1990, [lantern], [drama, comedy], 0, 50_000_000, 4),
  movie(3, 1991, [lantern], [comedy], 0, 0, 1),
  movie(4, 1993, [lantern, harbour], [drama, war], 40_000_000, 10_000_000, 3),
  movie(5, 1995, [lantern, cafe], [war], 5_000_000, 20_000_000, 8),
  movie(6, 1995, [cafe], [comedy], 1_500_000, 2_250_000, 0.5),
];
