/** Strings of bytes, numbered from 0, one behind the other in a single array: no object for each of them. */
export class ByteStrings {
  private bytes = Buffer.alloc(16 * 1024);
  /** Where each begins; the last number is where the next one will. */
  private starts = new Int32Array(1024);
  size = 0;

  add(source: Uint8Array, start: number, end: number): number {
    const from = this.reserve(end - start);
    this.bytes.set(source.subarray(start, end), from);
    return this.close(from + end - start);
  }

  addText(text: string): number {
    // UTF-8 takes at most 3 bytes for each unit of a JavaScript string.
    const from = this.reserve(3 * text.length);
    return this.close(from + this.bytes.write(text, from));
  }

  equals(number: number, source: Uint8Array, start: number, end: number): boolean {
    const { bytes } = this;
    const from = this.starts[number] as number;
    const length = end - start;
    if ((this.starts[number + 1] as number) - from !== length) return false;
    for (let at = 0; at < length; at++) if (bytes[from + at] !== source[start + at]) return false;
    return true;
  }

  /** Copies a string; answers where it ends in the target. */
  copy(number: number, target: Uint8Array, at: number): number {
    const { bytes } = this;
    const from = this.starts[number] as number;
    const length = (this.starts[number + 1] as number) - from;
    for (let index = 0; index < length; index++) target[at + index] = bytes[from + index] as number;
    return at + length;
  }

  /** Makes room for so many bytes; answers where they go. */
  private reserve(length: number): number {
    const from = this.starts[this.size] as number;
    if (from + length > this.bytes.length) {
      const larger = Buffer.alloc(2 * (from + length));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    return from;
  }

  /** Says where the string ends that was written last. */
  private close(end: number): number {
    if (this.size + 2 > this.starts.length) {
      const larger = new Int32Array(2 * this.starts.length);
      larger.set(this.starts);
      this.starts = larger;
    }
    this.starts[this.size + 1] = end;
    return this.size++;
  }
}
