import * as cells from '../csv/cells.js';
import type { CsvScanner } from '../csv/csv-scanner.js';
import type { MovieColumn, MovieColumnIndex } from '../csv/movie-columns.js';
import { type ReferenceReading, readCodes, readEntities } from '../csv/references.js';
import { toConstantDollars } from '../model/consumer-price-index.js';
import type { MovieFlag } from '../model/movie.js';
import * as meanings from './cell-meanings.js';
import type { DocumentWriter } from './document-writer.js';
import { readRowId } from './find-fault.js';
import { metadataFields as fields, type MetadataField } from './metadata-movie.js';
import { bookOf, type ReferenceBooks } from './reference-books.js';
import { ReferenceColumn } from './reference-column.js';
import type { Reference, ReferenceKind } from './references-of.js';
import { RememberingColumn } from './remembering-column.js';

/** What is remembered of a copy of a movie while its document waits on disk. */
export type MovieFacts = {
  id: number;
  /** -1 is not known. */
  votes: number;
  /** 0 is not known. */
  year: number;
  isReleased: boolean;
  flags: readonly MovieFlag[];
  /** The bits of the fields that are known. */
  known: number;
  /** US dollars, not a number where it is not known. */
  budget: number;
  revenue: number;
  issues: readonly string[];
  /** Numbers of spellings by kind of reference, in the order of `referenceKinds`. */
  references: readonly (readonly number[])[];
};

/** Reads the rows of movies_metadata.csv that are not rejected: writes their documents, and says what to remember. */
export class MovieReader {
  private readonly remembering;
  private issues: string[] = [];

  constructor(
    private readonly at: MovieColumnIndex,
    private readonly document: DocumentWriter,
    books: ReferenceBooks,
  ) {
    this.remembering = createColumns(at, books);
  }

  read(row: CsvScanner): MovieFacts {
    const { at, document, remembering: columns } = this;
    this.issues = [];

    const budget = this.look(columns.budget, row);
    const revenue = this.look(columns.revenue, row);
    const { date, isAmbiguous } = cells.readDate(row.cell(at.release_date));
    const releaseDate = this.known('release_date', date, 'date');
    const year = releaseDate === null ? 0 : Number(releaseDate.slice(0, 4));
    const flags: MovieFlag[] = [];
    if (budget.value.isSuspect || revenue.value.isSuspect) flags.push('suspectUnits');
    if (isAmbiguous) flags.push('ambiguousDate');

    const id = readRowId(row, at) as number;
    document.begin(row);
    document.number(fields.id, id);
    document.word(fields.imdbId, this.known('imdb_id', cells.readImdbId(row.cell(at.imdb_id)), 'imdbId'));
    document.text(fields.title, row, at.title);
    document.text(fields.originalTitle, row, at.original_title);
    this.copy(fields.originalLanguage, columns.originalLanguage, row);
    document.text(fields.overview, row, at.overview);
    document.text(fields.tagline, row, at.tagline);
    document.text(fields.homepage, row, at.homepage);
    document.text(fields.posterPath, row, at.poster_path);
    const status = this.copy(fields.status, columns.status, row);
    this.copy(fields.adult, columns.adult, row);
    this.copy(fields.video, columns.video, row);
    document.word(fields.releaseDate, releaseDate);
    document.number(fields.releaseYear, year || null);
    this.copy(fields.runtime, columns.runtime, row);
    document.json(fields.budget, budget.json, budget.isKnown);
    document.json(fields.revenue, revenue.json, revenue.isKnown);
    const profit = profitOf(budget.value.amount, revenue.value.amount);
    document.number(fields.profit, profit);
    document.number(fields.realBudget, toConstantDollars(budget.value.amount, year));
    document.number(fields.realRevenue, toConstantDollars(revenue.value.amount, year));
    document.number(fields.realProfit, toConstantDollars(profit, year));
    if (!document.decimal(fields.popularity, row, at.popularity)) {
      const popularity = cells.readScore(row.cell(at.popularity));
      document.number(fields.popularity, this.known('popularity', popularity, 'number'));
    }
    this.copy(fields.rating, columns.rating, row);
    const votes = this.copy(fields.votes, columns.votes, row);
    const references = [
      this.list('genres', columns.genres, row),
      this.list('production_companies', columns.companies, row),
      this.list('production_countries', columns.countries, row),
      this.list('spoken_languages', columns.languages, row),
      oneOrNone(this.copy(fields.collection, columns.collection, row)),
    ];
    document.json(fields.flags, Buffer.from(JSON.stringify(flags)), flags.length > 0);
    document.end();
    return {
      id,
      votes: votes ?? -1,
      year,
      isReleased: status === 'Released',
      flags,
      known: document.known,
      budget: budget.value.amount ?? Number.NaN,
      revenue: revenue.value.amount ?? Number.NaN,
      issues: this.issues,
      references,
    };
  }

  /** A value that could be read; else null, and an issue of the movie. */
  private known<T>(column: MovieColumn, value: cells.Reading<T>, kind: string): T | null {
    if (value === undefined) this.issues.push(`${column}: ${kind}`);
    return value ?? null;
  }

  private look<T>(column: RememberingColumn<T>, row: CsvScanner): meanings.CellMeaning<T> {
    const meaning = column.meaningIn(row);
    if (meaning.issue !== null) this.issues.push(`${column.name}: ${meaning.issue}`);
    return meaning;
  }

  private copy<T>(field: MetadataField, column: RememberingColumn<T>, row: CsvScanner): T {
    const { value, json, isKnown } = this.look(column, row);
    this.document.json(field, json, isKnown);
    return value;
  }

  private list(name: MovieColumn, column: ReferenceColumn, row: CsvScanner): readonly number[] {
    const spellings: number[] = [];
    const problem = column.copy(row, this.document, spellings);
    if (problem !== null) this.issues.push(`${name}: ${problem}`);
    return spellings;
  }
}

const oneOrNone = (spelling: number): readonly number[] => (spelling === -1 ? [] : [spelling]);

/** Rule 6. */
const profitOf = (budget: number | null, revenue: number | null): number | null =>
  budget === null || revenue === null ? null : revenue - budget;

function createColumns(at: MovieColumnIndex, books: ReferenceBooks) {
  const remember = <T>(name: MovieColumn, read: meanings.ReadMeaning<T>) =>
    new RememberingColumn(name, at[name], read);
  const refer = (
    name: MovieColumn,
    kind: Exclude<ReferenceKind, 'collection'>,
    read: (cell: string) => ReferenceReading<Reference>,
  ) => new ReferenceColumn(at[name], fields[kind], bookOf(books, kind), read);
  return {
    budget: remember('budget', meanings.readAmount),
    revenue: remember('revenue', meanings.readAmount),
    originalLanguage: remember('original_language', meanings.readWord),
    status: remember('status', meanings.readWord),
    adult: remember('adult', meanings.readBoolean),
    video: remember('video', meanings.readBoolean),
    runtime: remember('runtime', meanings.readRuntime),
    rating: remember('vote_average', meanings.readScore),
    votes: remember('vote_count', meanings.readCount),
    genres: refer('genres', 'genres', readEntities),
    companies: refer('production_companies', 'companies', readEntities),
    countries: refer('production_countries', 'countries', (cell) => readCodes(cell, 'iso_3166_1')),
    languages: refer('spoken_languages', 'languages', (cell) => readCodes(cell, 'iso_639_1')),
    collection: remember('belongs_to_collection', meanings.createCollectionReader(books.collection)),
  };
}
