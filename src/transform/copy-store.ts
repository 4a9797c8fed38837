import { NdjsonFile } from '../hydration/ndjson-file.js';
import type { MovieCopies } from './movie-copies.js';
import { NumberList } from './number-list.js';
import type { MetadataMovie } from './to-movie.js';

/** Copies read back at a time. */
const batch = 1024;

/**
 * The documents of all copies on disk while it is decided which stay. They are given back as the inside of a
 * JSON object without its issues, so that the other files' fields go behind it as text.
 */
export class CopyStore {
  private readonly file: NdjsonFile;
  /** Where each copy's fields begin, and how many bytes they have. */
  private readonly starts = new NumberList(Float64Array);
  private readonly lengths = new NumberList(Uint32Array);

  constructor(path: string) {
    this.file = new NdjsonFile(path);
  }

  add(movie: MetadataMovie): void {
    const start = this.file.position + '{'.length;
    this.file.writeText(JSON.stringify(movie));
    // Issues come last, and are in ASCII.
    const issues = movie.issues.length === 0 ? '[]' : JSON.stringify(movie.issues);
    this.starts.push(start);
    this.lengths.push(this.file.position - start - `,"issues":${issues}}`.length);
  }

  /** The inside of each copy's JSON object, in order. */
  *fields(): Generator<Buffer> {
    const count = this.starts.length;
    for (let first = 0; first < count; first += batch) {
      const end = Math.min(count, first + batch);
      const start = this.starts.at(first);
      const bytes = this.file.read(start, this.starts.at(end - 1) + this.lengths.at(end - 1) - start);
      for (let copy = first; copy < end; copy++) {
        const at = this.starts.at(copy) - start;
        yield bytes.subarray(at, at + this.lengths.at(copy));
      }
    }
  }

  read(copy: number, copies: MovieCopies): MetadataMovie {
    const fields = this.file.read(this.starts.at(copy), this.lengths.at(copy));
    return parseFields(fields, [...copies.issuesOf(copy)]);
  }

  close(): void {
    this.file.close();
  }
}

export const parseFields = (fields: Buffer, issues: string[]): MetadataMovie => ({
  ...(JSON.parse(`{${fields.toString()}}`) as Omit<MetadataMovie, 'issues'>),
  issues,
});
