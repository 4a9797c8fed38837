import { keywordsColumns } from '../csv/other-columns.js';
import { readEntities } from '../csv/references.js';
import type { EntityReference } from '../model/movie.js';
import type { FileReport } from '../model/report.js';
import { EntityCounts } from './entity-counts.js';
import { IdTable } from './key-table.js';
import { LatestRows } from './latest-rows.js';
import type { MovieCopies } from './movie-copies.js';
import { NumberList } from './number-list.js';
import { readRowsOfMovies } from './read-rows-of-movies.js';
import type { Reading, SourceStream } from './read-side-file.js';
import { SpellingBook } from './spelling-book.js';
import { writeEntities } from './write-entities.js';

/** Keywords by movie, each as the number of a spelling. */
export class KeywordsOfMovies {
  private readonly book = new SpellingBook<number>(new IdTable());
  private readonly rows = new LatestRows();
  private readonly spellings = new NumberList(Uint32Array);
  private readonly starts = new NumberList(Uint32Array);
  private readonly ends = new NumberList(Uint32Array);
  private readonly issues = new Map<number, string[]>();

  constructor(private readonly copies: MovieCopies) {}

  read(file: SourceStream, reading: Reading): Promise<FileReport> {
    const { rows, issues } = this;
    const known = { movies: this.copies.movies, rows, issues };
    return readRowsOfMovies(file, keywordsColumns, reading, known, (movie, row, at) =>
      this.add(movie, row.cell(at.keywords)),
    );
  }

  issuesOf = (movie: number): readonly string[] => this.issues.get(movie) ?? [];

  /** Settles the names once everything is read; only rows that stay have a say (rule 9). */
  settle(): void {
    for (const copy of this.copies.kept()) {
      for (const spelling of this.spellingsOf(this.copies.movieOf(copy))) this.book.count(spelling);
    }
    this.book.settle();
  }

  /** The keywords of a movie under their settled names. */
  of(movie: number): EntityReference[] {
    return this.spellingsOf(movie).map((spelling) => {
      const keyword = this.book.entityOf(spelling);
      return { id: this.book.keys.keyAt(keyword), name: this.book.nameOf(keyword) as string };
    });
  }

  /** Writes the documents of all keywords; answers how many. */
  write(path: string): number {
    const counts = new EntityCounts(this.copies);
    for (const copy of this.copies.kept()) {
      for (const spelling of this.spellingsOf(this.copies.movieOf(copy))) {
        counts.add(this.book.entityOf(spelling), copy);
      }
    }
    return writeEntities(path, this.book, counts);
  }

  private add(movie: number, cell: string): void {
    const { references, problem } = readEntities(cell);
    if (problem === null) this.issues.delete(movie);
    else this.issues.set(movie, [`keywords: ${problem}`]);
    this.starts.set(movie, this.spellings.length);
    for (const { id, name } of references) this.spellings.push(this.book.spellingOf(id, name));
    this.ends.set(movie, this.spellings.length);
  }

  private spellingsOf(movie: number): number[] {
    const spellings: number[] = [];
    for (let at = this.starts.at(movie); at < this.ends.at(movie); at++)
      spellings.push(this.spellings.at(at));
    return spellings;
  }
}
