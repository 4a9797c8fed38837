/** The files of the data set that are read; each is known by this name wherever it comes from. */
export const dataFiles = [
  'movies_metadata.csv',
  'credits.csv',
  'keywords.csv',
  'links.csv',
  'ratings.csv',
] as const;

export type DataFile = (typeof dataFiles)[number];

/** The one file without which there is no edition. */
export const moviesFile = 'movies_metadata.csv' satisfies DataFile;

/** The two files with a small counterpart, which is no subset of it: they are never mixed. */
const smallNames: Partial<Record<DataFile, string>> = {
  'links.csv': 'links_small.csv',
  'ratings.csv': 'ratings_small.csv',
};

/**
 * What the file is called in an edition: its own name; with `small`, `links_small.csv` and `ratings_small.csv`
 * stand in for links and ratings, both or none.
 */
export const nameOf = (file: DataFile, small: boolean): string => (small && smallNames[file]) || file;
