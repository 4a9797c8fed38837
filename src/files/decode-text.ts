import { checkText } from './check-text.js';
import { DatasetError } from './dataset-error.js';

/**
 * Returns the name of an encoding for any of its labels in WHATWG's Encoding Standard; undefined for another label.
 * https://encoding.spec.whatwg.org/#names-and-labels
 */
export function encodingOf(label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).encoding;
  } catch {
    return undefined;
  }
}

/**
 * Tells whether a file is UTF-8 text as a whole; text of another encoding is not, unless it is plain ASCII.
 * @throws what reading it throws, as of a damaged zip
 */
export async function isUtf8Text(chunks: AsyncIterable<Buffer>, where: string): Promise<boolean> {
  const reading = { failure: undefined as unknown };
  async function* watched(): AsyncGenerator<Buffer> {
    try {
      yield* chunks;
    } catch (error) {
      reading.failure = error;
      throw error;
    }
  }
  try {
    for await (const _ of checkText(watched(), where));
    return true;
  } catch (error) {
    if (error === reading.failure) throw error;
    return false;
  }
}

/**
 * Turns text of another encoding into UTF-8 as it is read.
 * @param read - reads the file again, to find the place of a fault
 * @throws {DatasetError} with line and byte, at bytes that the encoding does not have, a NUL character, and an end inside a
 * character
 */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  { encoding, where, read }: { encoding: string; where: string; read: () => AsyncIterable<Buffer> },
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of chunks) {
    const text = decode(decoder, chunk);
    if (text === undefined) throw new DatasetError(`${where}: ${await findFault(read(), encoding)}`);
    yield Buffer.from(text);
  }
  if (decode(decoder) === undefined) {
    throw new DatasetError(
      `${where}: the file ends in the middle of a character of ${encoding}. It was cut short: copy or download it again`,
    );
  }
}

/** Returns undefined for bytes that are no text. */
function decode(decoder: InstanceType<typeof TextDecoder>, bytes?: Buffer): string | undefined {
  try {
    const text = decoder.decode(bytes, { stream: bytes !== undefined });
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Finds the byte at which decoding fails, byte by byte. */
async function findFault(chunks: AsyncIterable<Buffer>, encoding: string): Promise<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let [line, offset] = [1, 0];
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at++, offset++) {
      const byte = chunk.subarray(at, at + 1);
      const text = decode(decoder, byte);
      if (text === '\n') line++;
      if (text !== undefined) continue;
      return (
        `line ${line}, byte ${offset}: the byte ${byte.toString('hex')} stands where ${encoding} has none such. ` +
        'Take the file as published, or name its encoding with --encoding'
      );
    }
  }
  return 'it has changed while it was read: copy or download it again';
}
