import type { FileHandle } from 'node:fs/promises';
import { RandomAccessReader } from 'yauzl';
import { DatasetError } from '../dataset-error.js';

/** Bytes read from disk at a time. */
const chunkSize = 256 * 1024;

/**
 * Reads a zip for yauzl, never beyond its end: an offset from a damaged zip is a DatasetError here, where Node would throw
 * from a callback. The caller closes the file.
 */
export class BoundedReader extends RandomAccessReader {
  readonly #handle: FileHandle;
  readonly #path: string;

  constructor(
    handle: FileHandle,
    readonly size: number,
    path: string,
  ) {
    super();
    this.#handle = handle;
    this.#path = path;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#fill(buffer.subarray(offset, offset + length), position).then(() => callback(null), callback);
  }

  /** Fills the buffer with the bytes at a position. */
  async #fill(buffer: Buffer, position: number): Promise<void> {
    if (position + buffer.length > this.size) {
      throw new DatasetError(
        `${this.#path} is damaged or truncated: it refers to byte ${position + buffer.length}, and has ${this.size}. ` +
          'Copy or download it again',
      );
    }
    let done = 0;
    for await (const chunk of this.readRange(position, position + buffer.length)) {
      done += chunk.copy(buffer, done);
    }
    if (done < buffer.length) {
      throw new DatasetError(`${this.#path} was cut at byte ${position + done} while it was read`);
    }
  }

  /** Yields the bytes from `start` to before `end`; fewer when the file was cut meanwhile. */
  async *readRange(start: number, end: number): AsyncGenerator<Buffer> {
    for (let position = start; position < end; ) {
      const buffer = Buffer.allocUnsafe(Math.min(chunkSize, end - position));
      const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
}
