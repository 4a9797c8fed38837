import type { Movie } from '../model/movie.js';
import { createCodeNames } from './canonical-names.js';
import { createEntityIndex } from './entity-index.js';

type References = Pick<
  Movie,
  'genres' | 'companies' | 'countries' | 'languages' | 'collection' | 'releaseYear' | 'status'
>;

/** The entities that movies_metadata.csv refers to, by kind. */
export class MovieReferences {
  readonly genres = createEntityIndex();
  readonly companies = createEntityIndex();
  readonly collections = createEntityIndex();
  readonly #countries = createCodeNames();
  readonly #languages = createCodeNames();

  /** Counts the names in a movie that is kept. */
  add(movie: References): void {
    this.genres.add(movie.genres);
    this.companies.add(movie.companies);
    this.collections.add(collectionsOf(movie));
    this.#countries.add(movie.countries);
    this.#languages.add(movie.languages);
  }

  /** Uncounts the names in a movie whose row is dropped. */
  remove(movie: References): void {
    this.genres.remove(movie.genres);
    this.companies.remove(movie.companies);
    this.collections.remove(collectionsOf(movie));
    this.#countries.remove(movie.countries);
    this.#languages.remove(movie.languages);
  }

  /** Chooses the canonical names; call it when all movies are read. */
  resolve(): void {
    this.genres.resolve();
    this.companies.resolve();
    this.collections.resolve();
    this.#countries.resolve();
    this.#languages.resolve();
  }

  /** Counts a movie for the entities that it refers to, and gives its references their canonical names in place. */
  count(movie: References): void {
    this.genres.count(movie, movie.genres);
    this.companies.count(movie, movie.companies);
    this.collections.count(movie, collectionsOf(movie));
    this.#countries.apply(movie.countries);
    this.#languages.apply(movie.languages);
  }
}

const collectionsOf = ({ collection }: References) => (collection === null ? [] : [collection]);
