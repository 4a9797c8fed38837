import type { Movie } from '../model/movie.js';
import { createCodeNames } from './canonical-names.js';
import { createEntityIndex } from './entity-index.js';
import { PeopleIndex } from './people-index.js';
import type { MovieRow } from './read-row.js';

type References = Pick<
  Movie,
  'genres' | 'companies' | 'countries' | 'languages' | 'collection' | 'releaseYear' | 'status'
>;

/** The entities that movies refer to, by kind; those of files beside the one with the movies are added by their readers. */
export class MovieNames {
  readonly genres = createEntityIndex();
  readonly companies = createEntityIndex();
  readonly collections = createEntityIndex();
  readonly keywords = createEntityIndex();
  readonly people = new PeopleIndex();
  readonly #countries = createCodeNames();
  readonly #languages = createCodeNames();

  /** Counts the names in a row that is kept. */
  add({ movie, keywords, credits }: MovieRow): void {
    this.genres.add(movie.genres);
    this.companies.add(movie.companies);
    this.collections.add(collectionsOf(movie));
    this.#countries.add(movie.countries);
    this.#languages.add(movie.languages);
    if (keywords !== undefined) this.keywords.add(keywords);
    if (credits !== undefined) this.people.add(credits);
  }

  /** Uncounts the names in a row that is dropped. */
  remove({ movie, keywords, credits }: MovieRow): void {
    this.genres.remove(movie.genres);
    this.companies.remove(movie.companies);
    this.collections.remove(collectionsOf(movie));
    this.#countries.remove(movie.countries);
    this.#languages.remove(movie.languages);
    if (keywords !== undefined) this.keywords.remove(keywords);
    if (credits !== undefined) this.people.remove(credits);
  }

  /** Chooses the canonical names; call it when all files are read. */
  resolve(): void {
    this.genres.resolve();
    this.companies.resolve();
    this.collections.resolve();
    this.#countries.resolve();
    this.#languages.resolve();
    this.keywords.resolve();
    this.people.resolve();
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
