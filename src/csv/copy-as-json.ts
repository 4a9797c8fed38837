const [space, quote, point, zero, nine, backslash] = [32, 34, 46, 48, 57, 92];

/** Most bytes that a byte of a cell can become: a control character is `\u0001`. */
export const maxJsonGrowth = 6;

/**
 * Copies the inside of a cell as the JSON string that
 * `JSON.stringify` makes of its text; answers where it ends. Takes half as long as making a
 * string of it, JSON of that and bytes again (2026-11).
 * @param bytes - UTF-8; characters beyond ASCII stay as they are
 */
export function copyAsJson(
  bytes: Uint8Array,
  start: number,
  end: number,
  areQuotesDoubled: boolean,
  target: Uint8Array,
  position: number,
): number {
  let at = position;
  target[at++] = quote;
  for (let from = start; from < end; from++) {
    const byte = bytes[from] as number;
    if (byte >= space && byte !== quote && byte !== backslash) target[at++] = byte;
    else {
      at = writeEscape(byte, target, at);
      if (byte === quote && areQuotesDoubled) from++;
    }
  }
  target[at++] = quote;
  return at;
}

function writeEscape(byte: number, target: Uint8Array, at: number): number {
  const escaped = JSON.stringify(String.fromCharCode(byte)).slice(1, -1);
  for (let index = 0; index < escaped.length; index++) target[at + index] = escaped.charCodeAt(index);
  return at + escaped.length;
}

/** Digits that every JavaScript number holds exactly, and those behind the point that are never an exponent. */
const [maxDigits, maxDecimals] = [15, 6];

/**
 * Copies a cell that is a number ≥ 0 just as `JSON.stringify` spells it, such as `21.946943`; answers where it
 * ends, or -1 for any other spelling, such as `1.50`, which takes reading.
 */
export function copyDecimal(
  bytes: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  position: number,
): number {
  let pointAt = end;
  for (let from = start; from < end; from++) {
    const byte = bytes[from] as number;
    if (byte === point && pointAt === end) pointAt = from;
    else if (byte < zero || byte > nine) return -1;
    target[position + from - start] = byte;
  }
  const decimals = end - pointAt - 1;
  const isShort = end > start && end - start <= maxDigits && decimals <= maxDecimals;
  const isWhole = pointAt > start && (bytes[start] !== zero || pointAt === start + 1);
  const isTrimmed = pointAt === end || (decimals > 0 && bytes[end - 1] !== zero);
  return isShort && isWhole && isTrimmed ? position + end - start : -1;
}
