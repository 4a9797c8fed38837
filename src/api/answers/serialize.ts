import { z } from 'zod';
import type { EditionAnswer } from '../../questions/run.js';
import { type Format, mediaTypes } from './common-parameters.js';
import { columnsOf, csvHeader, csvLines, type Schema } from './csv.js';
import { describeAnswer, type Meta } from './meta.js';
import { type AnswerRequest, nextPage } from './read-request.js';

type Row = Record<string, unknown>;

/** An answer as it is sent: whole, or row by row when further pages follow. */
export type Representation = {
  headers: Record<string, string>;
  body: Buffer | AsyncIterable<string>;
};

/** Asks for the page after `answered`; undefined after the last. */
export type AskNext = (answered: EditionAnswer) => Promise<EditionAnswer | undefined>;

/** `{ data, meta, links }`, or the rows alone as CSV or NDJSON with the meta in a header. */
export function represent(
  request: AnswerRequest,
  answered: EditionAnswer,
  format: Format,
  askNext: AskNext,
): Representation {
  const meta = describeAnswer(request, answered);
  const next = meta.next === undefined ? undefined : nextPage(request, meta.next);
  if (format === 'json') {
    const links = { self: selfOf(request), ...(next !== undefined && { next }) };
    const text = JSON.stringify({ data: answered.data, ...answered.sections, meta, links });
    return { headers: { 'Content-Type': mediaTypes.json }, body: Buffer.from(text) };
  }
  const wantsAll = request.parameters.limit === 'all';
  const headers = {
    'Content-Type': `${mediaTypes[format]}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${fileName(request, meta, format)}"`,
    'Marquee-Meta': asciiJson(wantsAll ? { ...meta, next: undefined, beyond: 0 } : meta),
    ...(next !== undefined && !wantsAll && { Link: `<${next}>; rel="next"` }),
  };
  const write = writerOf(request, format);
  const first = write.head + rowsOf(answered).map(write.row).join('');
  if (!wantsAll || answered.next === undefined) return { headers, body: Buffer.from(first) };
  return { headers, body: streamPages(first, answered, write.row, askNext) };
}

const selfOf = ({ path, query }: AnswerRequest): string => `/v1/${path}${query && '?'}${query}`;

const rowsOf = ({ data }: EditionAnswer): Row[] => (Array.isArray(data) ? data : [data]) as Row[];

async function* streamPages(
  first: string,
  answered: EditionAnswer,
  writeRow: (row: Row) => string,
  askNext: AskNext,
): AsyncGenerator<string> {
  yield first;
  for (let page = await askNext(answered); page !== undefined; page = await askNext(page)) {
    yield rowsOf(page).map(writeRow).join('');
  }
}

function writerOf(request: AnswerRequest, format: Format): { head: string; row: (row: Row) => string } {
  if (format === 'ndjson') return { head: '', row: (row) => `${JSON.stringify(row)}\n` };
  const schema = z.toJSONSchema(request.question.data) as Schema;
  const wanted = new Set<string>(request.question.measures(request.parameters));
  const columns = columnsOf(schema.items ?? schema, wanted);
  return { head: csvHeader(columns), row: (row) => csvLines(row, columns) };
}

/** `marquee-companies-3-profit-by-year-20261101063000.csv` */
const fileName = ({ path }: AnswerRequest, { edition }: Meta, format: Format): string =>
  `marquee-${path.replaceAll('/', '-')}-${edition}.${format}`;

/** A header holds no other characters. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
