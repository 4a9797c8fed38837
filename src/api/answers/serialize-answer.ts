import type { EditionAnswer } from '../../questions/run.js';
import { inlineSchema } from '../openapi/schemas.js';
import { type AnswerRequest, nextPageUrl } from '../requests/answer-request.js';
import { type Format, mediaTypes } from '../requests/common-parameters.js';
import { selectOf } from '../requests/select.js';
import { columnsOf, csvHeader, csvLines, type Schema } from './csv.js';
import { describeAnswer, type Meta } from './meta.js';
import type { Form } from './representation.js';

type Row = Record<string, unknown>;

const byteOrderMark = '\ufeff';

/** An answer before compression: whole, or as pieces of text when it is longer than a page. */
export type SerializedAnswer = {
  headers: Record<string, string>;
  body: Buffer | AsyncIterable<string>;
};

/** Asks for the page after `answered`; undefined after the last. */
export type AskNext = (answered: EditionAnswer) => Promise<EditionAnswer | undefined>;

/** Serialises an answer as `{ data, meta, links }`, or its rows alone as CSV or NDJSON with `meta` in a header. */
export function serializeAnswer(
  request: AnswerRequest,
  answered: EditionAnswer,
  { format, hasMark }: Pick<Form, 'format' | 'hasMark'>,
  askNext: AskNext,
): SerializedAnswer {
  const meta = describeAnswer(request, answered);
  const next = meta.next === undefined ? undefined : nextPageUrl(request, meta.next);
  if (format === 'json') {
    const links = { self: selfUrl(request), ...(next !== undefined && { next }) };
    const select = selectOf(request.parameters);
    const data = Array.isArray(answered.data)
      ? (answered.data as Row[]).map(select)
      : select(answered.data as Row);
    const text = JSON.stringify({ data, ...answered.sections, meta, links });
    return { headers: { 'Content-Type': mediaTypes.json }, body: Buffer.from(text) };
  }
  const wantsAll = request.parameters.limit === 'all';
  const headers = {
    'Content-Type': `${mediaTypes[format]}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${fileName(request, meta, format)}"`,
    'Marquee-Meta': asciiJson(wantsAll ? { ...meta, next: undefined, remaining: 0 } : meta),
    ...(next !== undefined && !wantsAll && { Link: `<${next}>; rel="next"` }),
  };
  const { head, toText } = rowWriter(request, format);
  const first = (hasMark ? byteOrderMark : '') + head + rowsOf(answered).map(toText).join('');
  if (!wantsAll || answered.next === undefined) return { headers, body: Buffer.from(first) };
  return { headers, body: streamPages(first, answered, toText, askNext) };
}

const selfUrl = ({ path, query }: AnswerRequest): string => `/v1/${path}${query && '?'}${query}`;

const rowsOf = ({ data }: EditionAnswer): Row[] => (Array.isArray(data) ? data : [data]) as Row[];

async function* streamPages(
  first: string,
  answered: EditionAnswer,
  toText: (row: Row) => string,
  askNext: AskNext,
): AsyncGenerator<string> {
  yield first;
  for (let page = await askNext(answered); page !== undefined; page = await askNext(page)) {
    yield rowsOf(page).map(toText).join('');
  }
}

function rowWriter(request: AnswerRequest, format: Format): { head: string; toText: (row: Row) => string } {
  const select = selectOf(request.parameters);
  if (format === 'ndjson') return { head: '', toText: (row) => `${JSON.stringify(select(row))}\n` };
  const schema: Schema = inlineSchema(request.question.data);
  const { question, parameters } = request;
  const wanted = [
    ...question.measures(parameters),
    ...(question.dimensions?.(parameters) ?? []),
    ...(parameters.compare === undefined ? [] : ['compared', 'change']),
  ];
  const all = columnsOf(schema.items ?? schema, new Set<string>(wanted));
  const columns = all.filter(([name]) => name !== undefined && name in select({ [name]: null }));
  return { head: csvHeader(columns), toText: (row) => csvLines(row, columns) };
}

/** `marquee-companies-3-profit-by-year-20261101063000.csv` */
const fileName = ({ path }: AnswerRequest, { edition }: Meta, format: Format): string =>
  `marquee-${path.replaceAll('/', '-')}-${edition}.${format}`;

/** JSON with all other characters escaped, as a header requires. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
