import { NdjsonFile } from '../hydration/ndjson-file.js';
import type { MovieCopies } from './movie-copies.js';
import { NumberList } from './number-list.js';
import type { MetadataMovie } from './to-movie.js';

/** Copies read back at a time. */
const batch = 1024;

/**
 * The documents of all copies on disk while it is decided which stay. Each is written as the inside of a JSON
 * object and without its issues, so that the other files' fields go behind it as text.
 */
export class CopyStore {
  private readonly file: NdjsonFile;
  private readonly positions = new NumberList(Float64Array);

  constructor(path: string) {
    this.file = new NdjsonFile(path);
    this.positions.push(0);
  }

  add(movie: MetadataMovie): void {
    const issues = JSON.stringify(movie.issues);
    this.file.writeText(JSON.stringify(movie).slice(1, -`,"issues":${issues}}`.length));
    this.positions.push(this.file.position);
  }

  /** The inside of each copy's JSON object, in order. */
  *fields(): Generator<Buffer> {
    const count = this.positions.length - 1;
    for (let first = 0; first < count; first += batch) {
      const last = Math.min(count, first + batch);
      const start = this.positions.at(first);
      const bytes = this.file.read(start, this.positions.at(last) - start);
      for (let copy = first; copy < last; copy++) {
        yield bytes.subarray(this.positions.at(copy) - start, this.positions.at(copy + 1) - start);
      }
    }
  }

  read(copy: number, copies: MovieCopies): MetadataMovie {
    const start = this.positions.at(copy);
    return parseFields(
      this.file.read(start, this.positions.at(copy + 1) - start),
      copies.issuesOf(copy) as string[],
    );
  }

  close(): void {
    this.file.close();
  }
}

export const parseFields = (fields: Buffer, issues: string[]): MetadataMovie => ({
  ...(JSON.parse(`{${fields.toString()}}`) as Omit<MetadataMovie, 'issues'>),
  issues,
});
