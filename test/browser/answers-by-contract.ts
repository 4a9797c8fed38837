const meta = { edition: '20261101000000', publishedAt: null, excluded: { undated: 0, unreleased: 0 } };
const row = (id: number, more: object = {}) => ({
  id,
  title: `Movie ${id}`,
  originalTitle: null,
  releaseDate: '1999-05-04',
  releaseYear: 1999,
  status: 'Released',
  runtime: 101,
  originalLanguage: 'en',
  overview: 'A lighthouse keeper & his daughter.',
  tagline: null,
  posterPath: null,
  genres: [{ id: 18, name: 'Drama' }],
  companies: [{ id: 7, name: 'Lantern Row' }],
  directors: [{ id: 3, name: 'Ada Director' }],
  cast: [{ id: 4, name: 'Ben Actor', character: 'Keeper' }],
  collection: null,
  budget: 10_000_000,
  revenue: null,
  profit: null,
  popularity: 2,
  rating: 7.25,
  votes: 12,
  score: 1,
  ...more,
});
const totals = {
  budget: { sum: 10_000_000, known: 1 },
  revenue: { sum: null, known: 0 },
  profit: { sum: null, known: 0 },
  popularity: { mean: 2, known: 1 },
};
/** Answers of search and documents as specified, by path below `/v1/`. */
export const answers: Record<string, object> = {
  'movies/search': {
    data: [
      row(1, { highlights: { overview: ['A <em>lighthouse</em> keeper &amp; <b>his</b> daughter'] } }),
      row(2),
    ],
    facets: {
      genre: { buckets: [{ key: '18', name: 'Drama', count: 41, selected: false }], others: 3, missing: 0 },
      decade: { buckets: [{ key: '1990', name: '1990s', count: 7, selected: false }], others: 0, missing: 0 },
    },
    didYouMean: 'lighthouse',
    meta: { ...meta, total: 41, totalIsExact: true, matching: 'fuzzy' },
  },
  suggest: {
    data: {
      movies: [{ id: 1, name: 'Movie 1', year: 1999 }],
      companies: [{ id: 7, name: 'Lantern Row', movies: 5 }],
      people: [{ id: 4, name: 'Ben Actor', movies: 1 }],
      collections: [],
    },
    meta,
  },
  'movies/1': {
    data: {
      ...row(1),
      imdbId: 'tt0000001',
      countries: [{ code: 'FR', name: 'France' }],
      languages: [],
      keywords: [{ id: 5, name: 'lighthouse' }],
      castCount: 30,
      writers: [{ id: 6, name: 'Cy Writer' }],
      composers: [],
      movieLens: null,
      flags: [{ flag: 'suspectUnits', explanation: 'The revenue was 8: taken as not known.' }],
      corrections: [],
    },
    meta,
  },
  'movies/1/similar': { data: [row(2)], meta },
  'people/4': {
    data: {
      ...{
        id: 4,
        name: 'Ben Actor',
        movies: 1,
        castMovies: 1,
        crewMovies: 0,
        firstYear: 1999,
        lastYear: 1999,
        totals,
      },
      filmography: [
        {
          movie: { id: 1, title: 'Movie 1', releaseDate: '1999-05-04', releaseYear: 1999 },
          roles: [{ type: 'cast', character: 'Keeper', job: null }],
          revenue: null,
          popularity: 2,
          rating: 7.25,
        },
      ],
      filmographyTotal: 1,
    },
    meta,
  },
  'collections/9': {
    data: {
      id: 9,
      name: 'Lights',
      movies: 2,
      firstYear: 1999,
      lastYear: 2001,
      totals,
      parts: [row(1), row(2)],
    },
    meta,
  },
};
