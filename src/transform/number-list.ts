type Numbers = Uint8Array | Int32Array | Uint32Array | Float64Array;

/** A growing list of numbers that takes no more than their bytes: an edition has millions of them. */
export class NumberList {
  private numbers: Numbers;
  length = 0;

  constructor(private readonly type: new (length: number) => Numbers) {
    this.numbers = new type(1024);
  }

  push(value: number): number {
    this.reserve(this.length + 1);
    this.numbers[this.length] = value;
    return this.length++;
  }

  /** The number at an index; 0 beyond the end. */
  at(index: number): number {
    return index < this.length ? (this.numbers[index] as number) : 0;
  }

  /** Sets a number; those skipped are 0. */
  set(index: number, value: number): void {
    if (index >= this.length) {
      this.reserve(index + 1);
      this.length = index + 1;
    }
    this.numbers[index] = value;
  }

  increment(index: number): void {
    this.set(index, this.at(index) + 1);
  }

  private reserve(length: number): void {
    if (length <= this.numbers.length) return;
    const larger = new this.type(Math.max(length, Math.ceil(this.numbers.length * 1.5)));
    larger.set(this.numbers);
    this.numbers = larger;
  }
}
