/** What the groups of operations are about, by the first part of their path. */
const descriptions: Readonly<Record<string, string>> = {
  movies: 'Movies: any figures by any dimensions, rankings, full-text search, one movie',
  companies: 'Production companies: look-up, figures by year, rankings, partners',
  genres: 'Genres: list, figures by year, rankings, the most popular of each year',
  collections: 'Series of movies, such as trilogies: look-up, parts, rankings',
  people: 'Casts and crews: look-up, filmography and totals',
  directors: 'Directors, ranked by any measure',
  actors: 'Actors, ranked by any measure',
  countries: 'Countries of production, ranked by any measure',
  languages: 'Original languages, ranked by any measure',
  keywords: 'Motifs of plots: look-up, rankings',
  search: 'Everything in one list',
  suggest: 'What begins with the typed text',
  schema: 'Dimensions, measures, filters and questions, for programs',
  editions: 'The editions that can be asked',
  operations: 'For operators: the runs of the loader, publish and rollback',
};

/** Returns the tags of some paths, in their order. */
export const describeTags = (names: readonly string[]): { name: string; description: string }[] =>
  [...new Set(names.map((name) => name.split('/')[0] ?? name))].map((name) => ({
    name,
    description: descriptions[name] ?? name,
  }));
