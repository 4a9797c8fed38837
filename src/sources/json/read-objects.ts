import { DatasetError } from '../../files/dataset-error.js';
import type { JsonRow } from './json-row.js';
import { readDocument } from './read-document.js';
import { readLines } from './read-lines.js';

/** The first line of a file tells its form; so much of it is looked at. */
const maxFirstLine = 1024 * 1024;

/**
 * Reads the objects of a JSON file: of an array, of `{"results": [...]}`, or of JSON lines, whatever its name.
 * @throws {DatasetError} when a document is no JSON or cut short, or the last line is cut short. A line that is no JSON is
 *   a row with a problem.
 */
export async function* readObjects(stream: AsyncIterable<Buffer>, where: string): AsyncGenerator<JsonRow> {
  const chunks = stream[Symbol.asyncIterator]();
  const start: Buffer[] = [];
  let first = '';
  while (first.length < maxFirstLine && !first.includes('\n')) {
    const chunk = await chunks.next();
    if (chunk.done) break;
    start.push(chunk.value);
    first = Buffer.concat(start)
      .toString()
      .replace(/^\uFEFF/, '')
      .trimStart();
  }
  async function* all(): AsyncGenerator<Buffer> {
    yield* start;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  const form = formOf(first.split('\n', 1)[0] ?? '');
  if (form === 'other') {
    throw new DatasetError(
      `${where}: neither a JSON array, nor {"results": [...]}, nor an object in each line; it begins with ${JSON.stringify(first.slice(0, 24))}`,
    );
  }
  yield* form === 'lines' ? readLines(all(), where) : readDocument(all(), where, form);
}

/** The start of a document over several lines, or of one on a long line. */
const documentStart = /^\{\s*$|^\{[^{[]*"results"\s*:/;

function formOf(line: string): 'array' | 'results' | 'lines' | 'other' {
  if (line.startsWith('[')) return 'array';
  if (!line.startsWith('{')) return 'other';
  return documentStart.test(line) ? 'results' : 'lines';
}
