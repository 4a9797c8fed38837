import { pipeline } from 'node:stream';
import asStream from 'stream-chain/asStream.js';
import gen from 'stream-chain/gen.js';
import fixUtf8Stream from 'stream-chain/utils/fixUtf8Stream.js';
import lines from 'stream-chain/utils/lines.js';
import type { PythonValue } from '../../csv/python-literal/parse-python-literal.js';
import { DatasetError } from '../../files/dataset-error.js';
import type { JsonRow } from './json-row.js';

/** No movie of TMDB comes near this. */
const maxLineBytes = 16 * 1024 * 1024;

const lineFeed = 10;

/** Reads JSON lines; blank ones are passed over. */
export async function* readLines(chunks: AsyncIterable<Buffer>, where: string): AsyncGenerator<JsonRow> {
  let line = 0;
  let endsWithLineFeed = true;
  async function* bounded(): AsyncGenerator<Buffer> {
    let length = 0;
    for await (const chunk of chunks) {
      const end = chunk.lastIndexOf(lineFeed);
      length = end === -1 ? length + chunk.length : chunk.length - end - 1;
      if (length > maxLineBytes) {
        throw new DatasetError(
          `${where}: a line of more than 16 MiB, behind line ${line}; no movie has 1 MiB`,
        );
      }
      endsWithLineFeed = chunk.at(-1) === lineFeed;
      yield chunk;
    }
  }
  const splitter = asStream(gen(fixUtf8Stream(), lines()), {
    writableObjectMode: false,
    readableObjectMode: true,
  });
  // Errors reach the loop below through the splitter; pipeline only demands a callback.
  pipeline(bounded(), splitter, () => {});
  /** A line that is no JSON, until it is known that it is not the last. */
  let broken: JsonRow | undefined;
  for await (const text of splitter as AsyncIterable<string>) {
    line++;
    if (text.trim() === '') continue;
    if (broken !== undefined) yield broken;
    broken = undefined;
    const row = { line, bytes: Buffer.from(text) };
    const parsed = parse(text);
    if (parsed.problem === undefined) yield { ...row, ...parsed };
    else broken = { ...row, ...parsed };
  }
  if (broken !== undefined && !endsWithLineFeed) {
    throw new DatasetError(
      `${where}: line ${broken.line}: the file ends inside this object. It was cut short: copy or download it again`,
    );
  }
  if (broken !== undefined) yield broken;
}

function parse(
  text: string,
): { value: PythonValue; problem?: undefined } | { problem: string; value?: undefined } {
  try {
    return { value: JSON.parse(text) as PythonValue };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
