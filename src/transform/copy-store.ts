import { NdjsonFile } from '../hydration/json-lines.js';
import { DocumentWriter } from './document-writer.js';
import type { MetadataMovie } from './metadata-movie.js';
import type { MovieCopies } from './movie-copies.js';
import { NumberTable } from './number-table.js';

/** Copies read back at a time, and room for them: most have less than 1 kB. */
const [batch, blockSize] = [1024, 2 * 1024 * 1024];

/**
 * The documents of all copies on disk while it is decided which stay. They are given back as a JSON object that
 * lacks its issues and its end, so that the other files' fields go behind it as text.
 */
export class CopyStore {
  /** Writes the document of the next copy. */
  readonly document: DocumentWriter;
  private readonly file: NdjsonFile;
  /** Where the fields of each copy begin; the last number is where the next copy's will. */
  private readonly starts = new NumberTable(1);

  constructor(path: string) {
    this.file = new NdjsonFile(path);
    this.document = new DocumentWriter(this.file);
    this.starts.add();
  }

  /** Notes the document that was just written. */
  add(): void {
    this.starts.set(this.starts.add(), 0, this.file.position);
  }

  /** The fields of each copy, in order; they hold until the next are asked for. */
  *fields(): Generator<Buffer> {
    const block = Buffer.allocUnsafeSlow(blockSize);
    const count = this.starts.length - 1;
    for (let first = 0; first < count; first += batch) {
      const end = Math.min(count, first + batch);
      const start = this.startOf(first);
      const bytes = this.file.read(start, this.startOf(end) - start, block);
      for (let copy = first; copy < end; copy++) {
        yield bytes.subarray(this.startOf(copy) - start, this.startOf(copy + 1) - start);
      }
    }
  }

  read(copy: number, copies: MovieCopies): MetadataMovie {
    const start = this.startOf(copy);
    const fields = this.file.read(start, this.startOf(copy + 1) - start);
    return parseFields(fields, [...copies.issuesOf(copy)]);
  }

  private startOf(copy: number): number {
    return this.starts.at(copy, 0);
  }

  close(): void {
    this.file.close();
  }
}

export const parseFields = (fields: Buffer, issues: string[]): MetadataMovie => ({
  ...(JSON.parse(`${fields.toString()}}`) as Omit<MetadataMovie, 'issues'>),
  issues,
});
