import type { CodeReference, EntityReference, Movie } from '../model/movie.js';

/** What a row of movies_metadata.csv can refer to by id or code. */
export const referenceKinds = ['genres', 'companies', 'countries', 'languages', 'collection'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

export type Reference = EntityReference | CodeReference;

/** All references of one kind, as a list. */
export function referencesOf(movie: Pick<Movie, ReferenceKind>, kind: ReferenceKind): Reference[] {
  if (kind === 'collection') return movie.collection ? [movie.collection] : [];
  return movie[kind];
}

export const keyOf = (reference: Reference): number | string =>
  'id' in reference ? reference.id : reference.code;
