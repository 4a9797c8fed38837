/** A column, with its type in standard SQL. */
export type Column = {
  name: string;
  type: 'BIGINT' | 'DOUBLE PRECISION' | 'TEXT' | 'DATE' | 'BOOLEAN';
  isRequired?: true;
};

/** A table: its columns in the order of its CSV, its primary key and its foreign keys. */
export type Table = {
  name: string;
  columns: readonly Column[];
  key: readonly string[];
  /** Foreign keys: column → table. */
  references?: Readonly<Record<string, string>>;
};

const id: Column = { name: 'id', type: 'BIGINT', isRequired: true };
const name: Column = { name: 'name', type: 'TEXT', isRequired: true };
const movieId: Column = { name: 'movie_id', type: 'BIGINT', isRequired: true };
/** Index in the movie's list, from 0, as in its document. */
const position: Column = { name: 'position', type: 'BIGINT', isRequired: true };
const number = (column: string): Column => ({ name: column, type: 'BIGINT' });
const decimal = (column: string): Column => ({ name: column, type: 'DOUBLE PRECISION' });
const text = (column: string): Column => ({ name: column, type: 'TEXT' });
const truth = (column: string): Column => ({ name: column, type: 'BOOLEAN' });
const required = (column: Column): Column => ({ ...column, isRequired: true });

/** A table of entities that movies refer to by id. */
const entity = (table: string, ...more: Column[]): Table => ({
  name: table,
  columns: [id, name, ...more],
  key: ['id'],
});

const coded = (table: string): Table => ({
  name: table,
  columns: [required(text('code')), name],
  key: ['code'],
});

/** A join table between movies and entities. */
const bridge = (table: string, target: string, column: Column, ...more: Column[]): Table => ({
  name: table,
  columns: [movieId, position, required(column), ...more],
  key: ['movie_id', 'position'],
  references: { movie_id: 'movie', [column.name]: target },
});

/** All tables, each after those that it refers to. */
export const tables = {
  genre: entity('genre'),
  company: entity('company'),
  collection: entity('collection'),
  keyword: entity('keyword'),
  person: entity('person', text('gender')),
  country: coded('country'),
  language: coded('language'),
  movie: {
    name: 'movie',
    columns: [
      id,
      text('imdb_id'),
      number('movie_lens_id'),
      required(text('title')),
      text('original_title'),
      text('original_language'),
      text('overview'),
      text('tagline'),
      text('homepage'),
      text('poster_path'),
      text('status'),
      truth('adult'),
      truth('video'),
      { name: 'release_date', type: 'DATE' },
      number('release_year'),
      decimal('runtime_minutes'),
      number('budget_usd'),
      number('revenue_usd'),
      decimal('popularity'),
      decimal('vote_average'),
      number('vote_count'),
      number('collection_id'),
      number('cast_count'),
      number('crew_count'),
      number('rating_count'),
      decimal('rating_mean'),
    ],
    key: ['id'],
    references: { collection_id: 'collection' },
  },
  movieGenre: bridge('movie_genre', 'genre', number('genre_id')),
  movieCompany: bridge('movie_company', 'company', number('company_id')),
  movieKeyword: bridge('movie_keyword', 'keyword', number('keyword_id')),
  movieCountry: bridge('movie_country', 'country', text('country_code')),
  movieLanguage: bridge('movie_language', 'language', text('language_code')),
  movieCast: bridge('movie_cast', 'person', number('person_id'), text('character_name'), number('billing')),
  movieCrew: bridge('movie_crew', 'person', number('person_id'), text('job'), text('department')),
  movieDirector: bridge('movie_director', 'person', number('person_id')),
  movieWriter: bridge('movie_writer', 'person', number('person_id')),
  movieProducer: bridge('movie_producer', 'person', number('person_id')),
  movieComposer: bridge('movie_composer', 'person', number('person_id')),
  movieRating: {
    name: 'movie_rating',
    columns: [movieId, required(decimal('stars')), required(number('ratings'))],
    key: ['movie_id', 'stars'],
    references: { movie_id: 'movie' },
  },
  movieCorrection: {
    name: 'movie_correction',
    columns: [movieId, required(text('field')), text('reported'), required(text('source'))],
    key: ['movie_id', 'field'],
    references: { movie_id: 'movie' },
  },
  movieFlag: {
    name: 'movie_flag',
    columns: [movieId, required(text('flag'))],
    key: ['movie_id', 'flag'],
    references: { movie_id: 'movie' },
  },
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof tables;
