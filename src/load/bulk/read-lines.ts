import { createReadStream } from 'node:fs';
import { HydrationError } from '../../hydration/read-hydration.js';

/** A document as its line stands in a hydration file, line end included; nobody parses it on the way. */
export type DocumentLine = { id: string; bytes: Buffer };

const lineFeed = 10;

/**
 * The documents of a hydration file, in batches of about so many bytes.
 * @throws {HydrationError} with file and line at the first line that does not begin as a document does.
 */
export async function* readBatches(path: string, batchBytes: number): AsyncGenerator<DocumentLine[]> {
  let batch: DocumentLine[] = [];
  let bytes = 0;
  let number = 0;
  for await (const line of readLines(path)) {
    batch.push(toDocument(line, path, ++number));
    bytes += line.length;
    if (bytes >= batchBytes) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Every line with its line feed; the last one gets one if it lacks it. */
async function* readLines(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, start)) {
      yield bytes.subarray(start, end + 1);
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  if (rest.length > 0) yield Buffer.concat([rest, Buffer.from('\n')]);
}

/** `{"id":862,…}`: the transform writes the id first. */
const opening = /^\{"id":(\d{1,16})[,}]/;

function toDocument(line: Buffer, path: string, number: number): DocumentLine {
  const id = opening.exec(line.toString('latin1', 0, 32))?.[1];
  const isClosed = line.at(-2) === 125;
  if (id !== undefined && isClosed) return { id, bytes: line };
  throw new HydrationError(
    `${path}: line ${number} is not a JSON object that begins with a numeric id; the file is damaged. Transform the edition again.`,
  );
}
