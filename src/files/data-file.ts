/** The files of the data set that are read, by their published names. */
export const dataFiles = [
  'movies_metadata.csv',
  'credits.csv',
  'keywords.csv',
  'links.csv',
  'ratings.csv',
] as const;

export type DataFile = (typeof dataFiles)[number];

/** The one file that every edition must have. */
export const moviesFile = 'movies_metadata.csv' satisfies DataFile;

/** The file by which an edition says that it is a sample: its movies are invented. */
export const sampleFile = 'sample.json';

/** Two files have a small counterpart, which is not a subset of the full file: they are never mixed. */
const smallNames: Partial<Record<DataFile, string>> = {
  'links.csv': 'links_small.csv',
  'ratings.csv': 'ratings_small.csv',
};

/**
 * Returns the name of a file in an edition: with `small`, links and ratings are read from `links_small.csv` and
 * `ratings_small.csv`, both or none.
 */
export const nameOf = (file: DataFile, small: boolean): string => (small && smallNames[file]) || file;
