import { pipeline } from 'node:stream';
import { pick } from 'stream-json/filters/pick.js';
import { parser } from 'stream-json/parser.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import type { PythonValue } from '../../csv/python-literal/parse-python-literal.js';
import { countLineFeeds } from '../../files/check-text.js';
import { DatasetError } from '../../files/dataset-error.js';
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
  let lineFeeds = 0;
  async function* watched(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      lineFeeds += countLineFeeds(chunk);
      yield chunk;
    }
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
        ? `${where}: line ${lineFeeds + 1}: the document ends too early. It was cut short: copy or download it again`
        : `${where}: the document is no JSON behind object ${line}, up to line ${lineFeeds + 1} (${error.message}). ` +
            'Copy or download it again',
    );
  }
  if (line === 0 && form === 'results') {
    throw new DatasetError(`${where}: the document has no objects in an array "results"`);
  }
}
