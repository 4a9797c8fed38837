import { pipeline } from 'node:stream';
import { pick } from 'stream-json/filters/pick.js';
import { parser } from 'stream-json/parser.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import type { PythonValue } from '../csv/python-literal/parse-python-literal.js';
import { DatasetError } from '../files/dataset-error.js';
import type { JsonRow } from './json-row.js';

/**
 * Reads the items of one JSON array, or of that under `results`, however large it is.
 * @throws {DatasetError} when it is no JSON, cut short, or holds no such array
 */
export async function* readDocument(
  chunks: AsyncIterable<Buffer>,
  where: string,
  form: 'array' | 'results',
): AsyncGenerator<JsonRow> {
  let isAtEnd = false;
  async function* watched(): AsyncGenerator<Buffer> {
    yield* chunks;
    isAtEnd = true;
  }
  const items = streamArray.asStream();
  // Errors reach the loop below through the last stream; pipeline only demands a callback.
  if (form === 'array') pipeline(watched(), parser.asStream(), items, () => {});
  else pipeline(watched(), parser.asStream(), pick.asStream({ filter: 'results' }), items, () => {});
  let line = 0;
  try {
    for await (const { value } of items as AsyncIterable<{ value: PythonValue }>) {
      line++;
      yield {
        line,
        value,
        get bytes() {
          return Buffer.from(JSON.stringify(value));
        },
      };
    }
  } catch (error) {
    if (!(error instanceof Error) || error instanceof DatasetError) throw error;
    throw new DatasetError(
      isAtEnd
        ? `${where}: the document ends too early, after object ${line}. It was cut short: copy or download it again`
        : `${where}: after object ${line} the document is no JSON (${error.message}). Copy or download it again`,
    );
  }
  if (line === 0 && form === 'results') {
    throw new DatasetError(`${where}: the document has no objects in an array "results"`);
  }
}
