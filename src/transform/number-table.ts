/**
 * A growing table of numbers, row by row in a single array: 8 bytes each, and one access path for all columns,
 * which V8 compiles once: with lists of four types, it compiled the loops over them three times (2026-11).
 */
export class NumberTable {
  private numbers: Float64Array;
  /** Rows. */
  length = 0;

  constructor(private readonly width: number) {
    this.numbers = new Float64Array(1024 * width);
  }

  /** Adds a row of zeros; answers its number. */
  add(): number {
    if ((this.length + 1) * this.width > this.numbers.length) {
      const larger = new Float64Array(2 * this.numbers.length);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    return this.length++;
  }

  at(row: number, column: number): number {
    return this.numbers[row * this.width + column] as number;
  }

  set(row: number, column: number, value: number): void {
    this.numbers[row * this.width + column] = value;
  }
}
