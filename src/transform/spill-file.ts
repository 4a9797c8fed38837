import { NdjsonFile } from '../hydration/json-lines.js';

/** The position of a value in a spill file, in bytes. */
export type Spilled = { offset: number; length: number };

/** Bytes read at a time: values are mostly read in the order in which they were written. */
const windowSize = 1024 * 1024;

/** Keeps values on disk, as JSON, until it is known which of them are used. */
export class SpillFile<T> {
  readonly #file: NdjsonFile;
  readonly #block = Buffer.allocUnsafeSlow(windowSize);
  #window: Buffer = this.#block.subarray(0, 0);
  #windowOffset = 0;

  constructor(path: string) {
    this.#file = new NdjsonFile(path);
  }

  write(value: T): Spilled {
    const offset = this.#file.position;
    this.#file.write(value);
    return { offset, length: this.#file.position - offset };
  }

  read({ offset, length }: Spilled): T {
    const end = offset + length;
    if (offset < this.#windowOffset || end > this.#windowOffset + this.#window.length) {
      const size = Math.min(Math.max(length, windowSize), this.#file.position - offset);
      this.#window = this.#file.read(offset, size, this.#block);
      this.#windowOffset = offset;
    }
    const start = offset - this.#windowOffset;
    return JSON.parse(this.#window.toString('utf8', start, start + length)) as T;
  }

  close(): void {
    this.#file.close();
  }
}
