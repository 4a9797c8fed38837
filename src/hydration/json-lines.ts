import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** Bytes gathered for one write. */
const blockSize = 1024 * 1024;

/**
 * Writes a file of JSON lines, or of pieces of them, in large blocks; synchronously, which is faster than a stream for
 * loops over rows that have nothing else to wait for.
 */
export class NdjsonFile {
  readonly #descriptor: number;
  #block = Buffer.allocUnsafe(blockSize);
  #filled = 0;
  #flushed = 0;

  constructor(readonly path: string) {
    this.#descriptor = openSync(path, 'w+');
  }

  /** Bytes written so far, which is the offset of the next one. */
  get position(): number {
    return this.#flushed + this.#filled;
  }

  write(document: unknown): void {
    this.writeText(JSON.stringify(document));
    this.writeText('\n');
  }

  writeText(text: string): void {
    // UTF-8 takes at most 3 bytes for each unit of a JavaScript string.
    this.#reserve(3 * text.length);
    this.#filled += this.#block.write(text, this.#filled);
  }

  writeBytes(bytes: Buffer): void {
    this.#reserve(bytes.length);
    this.#filled += bytes.copy(this.#block, this.#filled);
  }

  /**
   * Reads bytes that were written before.
   * @param block - memory to use, if it is large enough
   */
  read(position: number, length: number, block?: Buffer): Buffer {
    this.#flush();
    const isEnough = block !== undefined && length <= block.length;
    const bytes = isEnough ? block.subarray(0, length) : Buffer.allocUnsafe(length);
    for (let at = 0; at < length; ) {
      const read = readSync(this.#descriptor, bytes, at, length - at, position + at);
      if (read === 0) throw new RangeError(`${this.path} ends before byte ${position + length}`);
      at += read;
    }
    return bytes;
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #reserve(length: number): void {
    if (this.#filled + length <= this.#block.length) return;
    this.#flush();
    if (length > this.#block.length) this.#block = Buffer.allocUnsafe(length);
  }

  #flush(): void {
    for (let at = 0; at < this.#filled; )
      at += writeSync(this.#descriptor, this.#block, at, this.#filled - at);
    this.#flushed += this.#filled;
    this.#filled = 0;
  }
}
