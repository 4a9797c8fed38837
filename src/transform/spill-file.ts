import { NdjsonFile } from '../hydration/json-lines.js';

/** Bytes read at a time: values are mostly read in the order in which they were written. */
const windowSize = 1024 * 1024;

/** Keeps values on disk, as JSON, until it is known which of them are used. */
export class SpillFile<T> {
  readonly #file: NdjsonFile;
  /** The offset of each value; the last one is that of the next value. */
  readonly #offsets = [0];
  readonly #block = Buffer.allocUnsafeSlow(windowSize);
  #window: Buffer = this.#block.subarray(0, 0);
  #windowOffset = 0;

  constructor(path: string) {
    this.#file = new NdjsonFile(path);
  }

  /** Writes a value; returns its index, by which it is read again. */
  write(value: T): number {
    this.#file.write(value);
    return this.#offsets.push(this.#file.position) - 2;
  }

  read(index: number): T {
    const [offset, end] = [this.#offsets[index], this.#offsets[index + 1]];
    if (offset === undefined || end === undefined) throw new RangeError(`no value ${index} was written`);
    if (offset < this.#windowOffset || end > this.#windowOffset + this.#window.length) {
      const size = Math.min(Math.max(end - offset, windowSize), this.#file.position - offset);
      this.#window = this.#file.read(offset, size, this.#block);
      this.#windowOffset = offset;
    }
    return JSON.parse(
      this.#window.toString('utf8', offset - this.#windowOffset, end - this.#windowOffset),
    ) as T;
  }

  close(): void {
    this.#file.close();
  }
}
