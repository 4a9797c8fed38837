import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readId } from '../../csv/cells.js';
import { toRecord } from '../../csv/columns.js';
import { readHeader } from '../../csv/read-header.js';
import { DatasetError, InputNotFoundError } from '../../files/dataset-error.js';
import type { TextOptions } from '../../files/edition-source.js';
import { toEditionFile } from '../../files/open/to-edition-file.js';
import { showCell } from '../../files/show-text.js';
import {
  type CorrectableField,
  type Correction,
  type CorrectionsReport,
  correctableFields,
} from '../../model/correction.js';
import type { SourceFile } from '../../model/source-file.js';
import { correctedCells } from './corrected-cells.js';

/** A file of corrections; every one of them can be read. */
export type CorrectionFile = {
  /** Its path, for messages. */
  where: string;
  /** By the TMDB id of the movie. */
  ofMovies: ReadonlyMap<number, readonly Correction[]>;
  rows: number;
  input: SourceFile;
};

const columns = ['id', 'field', 'value', 'source'] as const;

/** Faults that one message names; the others are counted. */
const maxNamed = 10;

/** Longest source (UTF-16 code units): a sentence or a URL. */
const maxSource = 1000;

/**
 * Reads a CSV file of corrections, `id,field,value,source`.
 * @throws {InputNotFoundError} when there is no such file; {DatasetError} naming file, line and reason of every correction that cannot be used
 */
export async function readCorrections(
  path: string,
  signal: AbortSignal,
  { encoding }: TextOptions = {},
): Promise<CorrectionFile> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.isDirectory()) {
    throw new InputNotFoundError(
      `${path}: no such file of corrections; expected a CSV file with the columns ${columns.join(', ')}`,
    );
  }
  const name = basename(path);
  const file = toEditionFile(
    { where: path, size: undefined, read: () => createReadStream(path) },
    { name, found: name, encoding },
  );
  const { stream, describe } = await file.open();
  const { at, header, rows } = await readHeader(
    { stream, name: file.name, where: path },
    { needed: columns },
    signal,
  );
  const ofMovies = new Map<number, Correction[]>();
  const faults: string[] = [];
  let count = 0;
  for await (const { cells, line } of rows) {
    if (cells.length === 0) continue;
    count++;
    const correction =
      cells.length === header.length
        ? toCorrection(toRecord(cells, at), line)
        : `${cells.length} cells; a row has ${header.length}`;
    if (typeof correction === 'string') {
      faults.push(`line ${line}: ${correction}`);
      continue;
    }
    const { id, field } = correction;
    const others = ofMovies.get(id) ?? [];
    const earlier = others.find((other) => other.field === field);
    if (earlier)
      faults.push(`line ${line}: movie ${id} has a correction of ${field} on line ${earlier.line} already`);
    else ofMovies.set(id, [...others, correction]);
  }
  throwFaults(path, faults);
  return { where: path, ofMovies, rows: count, input: describe() };
}

/** @throws {DatasetError} naming file and line of every correction of a movie that the edition lacks */
export function expectMovies(
  { where, ofMovies }: CorrectionFile,
  movies: { has(id: number): boolean },
): void {
  const missing = [...ofMovies.values()].flat().filter(({ id }) => !movies.has(id));
  throwFaults(
    where,
    missing.map(({ id, line }) => `line ${line}: the edition has no movie ${id}`),
  );
}

/** @param fields - corrections in the documents, by field */
export function reportCorrections(
  { rows, input }: CorrectionFile,
  fields: CorrectionsReport['fields'],
): CorrectionsReport {
  const applied = Object.values(fields).reduce((sum, one) => sum + one, 0);
  return { file: input.name, rows, applied, unneeded: rows - applied, fields };
}

/** Returns a correction, or what is wrong with it. */
function toCorrection(
  { id: idCell, field, value, source }: Record<(typeof columns)[number], string>,
  line: number,
): Correction | string {
  const id = readId(idCell);
  if (id === undefined) return `id is ${showCell(idCell)}; it must be the TMDB id of a movie`;
  if (!isCorrectable(field)) {
    return `field is ${showCell(field)}; these can be corrected: ${correctableFields.join(', ')}`;
  }
  const { read, allowed } = correctedCells[field];
  if (read(value) === undefined) return `value is ${showCell(value)}; ${field} must be ${allowed}`;
  if (source.trim() === '') return `source is empty; it must say where the value of ${field} comes from`;
  if (source.length > maxSource) {
    return `source has ${source.length} characters; at most ${maxSource} are kept`;
  }
  return { id, field, value, source: source.trim(), line };
}

const isCorrectable = (field: string): field is CorrectableField =>
  (correctableFields as readonly string[]).includes(field);

function throwFaults(where: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  const more = faults.length > maxNamed ? `; and ${faults.length - maxNamed} more` : '';
  throw new DatasetError(
    `${where}: ${faults.slice(0, maxNamed).join('; ')}${more}. Correct the file, or remove these rows`,
  );
}
