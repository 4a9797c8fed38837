import { isUtf8 } from 'node:buffer';
import { DatasetError } from './dataset-error.js';

/**
 * Passes on bytes that are UTF-8 text without NUL bytes; a character may be split between two chunks.
 * @throws {DatasetError} at the first other byte, naming its line and offset and what to do
 */
export async function* checkText(chunks: AsyncIterable<Buffer>, where: string): AsyncGenerator<Buffer> {
  /** The first bytes of a character that is split between the last chunk and the next. */
  let carried = Buffer.alloc(0);
  /** Bytes and line feeds before `carried`. */
  let offset = 0;
  let lines = 0;
  for await (const chunk of chunks) {
    const bytes = carried.length > 0 ? Buffer.concat([carried, chunk]) : chunk;
    const end = bytes.length - cutLength(bytes);
    const whole = bytes.subarray(0, end);
    const fault = isUtf8(whole) ? whole.indexOf(0) : findFault(whole);
    if (fault !== -1) {
      const line = lines + countLineFeeds(whole.subarray(0, fault)) + 1;
      throw new DatasetError(
        `${where}: line ${line}, byte ${offset + fault}: ${explain(bytes, fault, offset)}`,
      );
    }
    lines += countLineFeeds(whole);
    offset += end;
    carried = Buffer.from(bytes.subarray(end));
    yield chunk;
  }
  if (carried.length > 0) {
    throw new DatasetError(
      `${where}: line ${lines + 1}, byte ${offset}: the file ends in the middle of a character. ` +
        'It was cut short: copy or download it again',
    );
  }
}

/** Returns how many bytes at the end (0 to 3) begin a character that the next chunk completes. */
function cutLength(bytes: Buffer): number {
  for (let length = 1; length <= Math.min(3, bytes.length); length++) {
    const byte = bytes[bytes.length - length] as number;
    if (byte >= 0b1100_0000) {
      const needed = byte >= 0b1111_0000 ? 4 : byte >= 0b1110_0000 ? 3 : 2;
      return needed > length ? length : 0;
    }
    if (byte < 0b1000_0000) return 0;
  }
  return 0;
}

/** Returns the index of the first character that is not UTF-8, or of a NUL before it; by bisection, since a prefix of UTF-8 is UTF-8. */
function findFault(bytes: Buffer): number {
  const isFine = (length: number) => {
    const prefix = bytes.subarray(0, length);
    return isUtf8(prefix.subarray(0, length - cutLength(prefix)));
  };
  let [fine, faulty] = [0, bytes.length];
  while (faulty - fine > 1) {
    const middle = (fine + faulty) >> 1;
    if (isFine(middle)) fine = middle;
    else faulty = middle;
  }
  const index = fine - cutLength(bytes.subarray(0, fine));
  const nul = bytes.subarray(0, index).indexOf(0);
  return nul === -1 ? index : nul;
}

const lineFeed = 10;

/** Number of line feeds among these bytes. */
export function countLineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) count++;
  return count;
}

function explain(bytes: Buffer, fault: number, offset: number): string {
  const [first, second] = [bytes[fault], bytes[fault + 1]];
  const allowed = 'The CSV files are UTF-8';
  if (offset + fault === 0 && (first === 0xff || first === 0xfe)) {
    return (
      'the file begins like UTF-16 (the "Unicode text" of a spreadsheet). ' +
      `${allowed}: take the file as published, or read it with --encoding utf-16${first === 0xff ? 'le' : 'be'}`
    );
  }
  if (first === 0) {
    return `a NUL byte, which does not occur in text. ${allowed}: this is a binary file, or damaged, or UTF-16 (--encoding utf-16le, or utf-16be)`;
  }
  const hex = [first, second].map((byte) => byte?.toString(16).padStart(2, '0') ?? '').join(' ');
  const before = bytes.subarray(Math.max(0, fault - 24), fault).toString('latin1');
  return (
    `the bytes ${hex.trim()} (after ${JSON.stringify(before)}) are not UTF-8. ${allowed}: take the file as published, ` +
    'or, if it was saved as Windows text, read it with --encoding windows-1252'
  );
}
