import type { Movie } from '../model/movie.js';

/** What movies_metadata.csv says of a movie; the rest of the document is the other files'. */
export type MetadataMovie = Omit<
  Movie,
  'movieLensId' | 'movieLens' | 'keywords' | 'cast' | 'castCount' | 'crew' | 'crewCount' | 'directors'
>;

/** Its fields in the order of the document; its issues go behind what the other files say. */
const order = [
  'id',
  'imdbId',
  'title',
  'originalTitle',
  'originalLanguage',
  'overview',
  'tagline',
  'homepage',
  'posterPath',
  'status',
  'adult',
  'video',
  'releaseDate',
  'releaseYear',
  'runtime',
  'budget',
  'revenue',
  'profit',
  'realBudget',
  'realRevenue',
  'realProfit',
  'popularity',
  'rating',
  'votes',
  'genres',
  'companies',
  'countries',
  'languages',
  'collection',
  'flags',
] as const satisfies readonly Exclude<keyof MetadataMovie, 'issues'>[];

export type FieldName = (typeof order)[number];

/** A field: the bytes in front of its value in a document, and its bit in a set of fields. */
export type MetadataField = { prefix: Uint8Array; bit: number };

export const metadataFields = Object.fromEntries<MetadataField>(
  order.map((name, at) => [name, { prefix: Buffer.from(`${at === 0 ? '{' : ','}"${name}":`), bit: 1 << at }]),
) as Record<FieldName, MetadataField>;
