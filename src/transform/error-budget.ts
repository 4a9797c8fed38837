import type { Fault } from '../csv/faults.js';
import { textOf } from '../csv/rows.js';
import { DatasetError } from '../files/dataset-error.js';
import type { NdjsonFile } from '../hydration/json-lines.js';
import type { Rejection } from '../model/rejection.js';

/** How many rows of a file may be rejected before the edition is. */
export type BudgetLimits = {
  /** Largest share of rejected rows, 0 to 1. */
  maxRejectedShare: number;
  /** Number of rejected rows at the very start from which the file is taken for something else. */
  maxRejectedAtStart: number;
  /** Smallest share of usable rows, 0 to 1. */
  minUsableShare: number;
};

export const defaultLimits: BudgetLimits = {
  maxRejectedShare: 0.01,
  maxRejectedAtStart: 10,
  minUsableShare: 0.5,
};

/** Up to so many rejected rows no share is taken: in a small file one bad row is soon more than 1 %. */
const tolerated = 20;

/**
 * Counts the rows of one file, writes the rejected ones, and ends the run when there are too many: at once when the file
 * begins with nothing but rejected rows, otherwise at its end, when the shares are known.
 */
export class ErrorBudget {
  rows = 0;
  rejected = 0;
  readonly #file: { name: string; where: string };
  readonly #rejections: NdjsonFile;
  readonly #limits: BudgetLimits;
  #first: Rejection | undefined;
  #blank = 0;

  /**
   * @param file - its name in reports, and where it is, for messages
   * @param rejections - where rejected rows are written
   */
  constructor(file: { name: string; where: string }, rejections: NdjsonFile, limits: BudgetLimits) {
    this.#file = file;
    this.#rejections = rejections;
    this.#limits = limits;
  }

  accept(): void {
    this.rows++;
  }

  /** @throws {DatasetError} when the file has had nothing but rejected rows so far, and too many of them. */
  reject(row: { line: number; bytes: Buffer }, fault: Fault): void {
    const raw = textOf(row);
    const message = fault.reason === 'fieldCount' ? `${fault.message}${tellBareReturns(raw)}` : fault.message;
    const rejection: Rejection = { file: this.#file.name, line: row.line, ...fault, message, raw };
    this.#rejections.write(rejection);
    this.rows++;
    this.rejected++;
    this.#first ??= rejection;
    if (isBlank(rejection.raw)) this.#blank++;
    if (this.rejected === this.rows && this.rejected >= this.#limits.maxRejectedAtStart) {
      this.#fail(`the first ${this.rejected} rows were all rejected`, '--max-rejected-at-start');
    }
  }

  /** @throws {DatasetError} when too large a share of the rows was rejected, or too small a share is usable. */
  checkShares(): void {
    const usable = this.rows - this.rejected;
    const { maxRejectedShare, minUsableShare } = this.#limits;
    if (usable < this.rows * minUsableShare) {
      this.#fail(
        `only ${usable} of ${this.rows} rows are usable; at least ${percent(minUsableShare)} must be`,
        '--min-usable',
      );
    }
    if (this.rejected > tolerated && this.rejected > this.rows * maxRejectedShare) {
      this.#fail(
        `${this.rejected} of ${this.rows} rows were rejected; at most ${percent(maxRejectedShare)} may be`,
        '--max-rejected',
      );
    }
  }

  #fail(what: string, flag: string): never {
    const first = this.#first;
    const example = first ? ` The first: line ${first.line}, ${first.message}.` : '';
    const guess =
      this.#blank * 2 > this.rejected
        ? ' Most of them are blank: this looks like a copy saved by a spreadsheet, which cut cells apart and left rows empty. Use the original file.'
        : '';
    throw new DatasetError(
      `${this.#file.where}: ${what}.${example}${guess} To transform it all the same, set another limit with ${flag}.`,
    );
  }
}

/** A file that is partly from an old Mac has rows that end in CR alone, so that several look like one. */
const tellBareReturns = (raw: string): string =>
  /\r(?!\n|$)/.test(raw) ? '; a bare CR stands in it: lines must end in LF or CR LF' : '';

const isBlank = (raw: string): boolean => /^[\s,;"]*$/.test(raw);
const percent = (share: number): string => `${share * 100} %`;
