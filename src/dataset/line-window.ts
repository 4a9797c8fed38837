import { Transform } from 'node:stream';
import { countLineFeeds } from './count-line-feeds.js';

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Remembers the bytes that pass through it until they are taken row by row, because csv-parser answers only
 * where a row begins: this gives each row its exact text and its physical line number. A byte order mark is
 * taken off.
 */
export class LineWindow {
  private readonly chunks: Buffer[] = [];
  /** Offset of the first byte still remembered, and of the end of the last chunk. */
  private start = 0;
  private end = 0;
  private line = 1;

  /** The stream to put in front of the parser. It passes a copy on: csv-parser unescapes cells in place. */
  readonly tap = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, this.pass(chunk)),
    flush: (done) => done(null, this.head && this.remember(this.head)),
  });

  /** The first bytes, until there are enough of them to tell a byte order mark; undefined from then on. */
  private head: Buffer | undefined = Buffer.alloc(0);

  private pass(chunk: Buffer): Buffer {
    if (this.head === undefined) return this.remember(chunk);
    this.head = Buffer.concat([this.head, chunk]);
    if (this.head.length < byteOrderMark.length) return Buffer.alloc(0);
    const isMarked = this.head.subarray(0, byteOrderMark.length).equals(byteOrderMark);
    const bytes = isMarked ? this.head.subarray(byteOrderMark.length) : this.head;
    this.head = undefined;
    return this.remember(bytes);
  }

  private remember(bytes: Buffer): Buffer {
    if (bytes.length > 0) this.chunks.push(bytes);
    this.end += bytes.length;
    return Buffer.from(bytes);
  }

  /** Takes the bytes up to an offset (by default all), and answers them with the line on which they begin. */
  take(until = this.end): { bytes: Buffer; line: number } {
    const parts: Buffer[] = [];
    while (this.start < until) {
      const [chunk] = this.chunks;
      if (chunk === undefined) throw new RangeError(`byte ${until} has not been read yet`);
      const length = Math.min(chunk.length, until - this.start);
      parts.push(chunk.subarray(0, length));
      if (length === chunk.length) this.chunks.shift();
      else this.chunks[0] = chunk.subarray(length);
      this.start += length;
    }
    const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
    const { line } = this;
    this.line += countLineFeeds(bytes);
    return { bytes, line };
  }
}
