import { dirname } from 'node:path';
import { expectCommas, listNames, missingColumns } from '../csv/columns.js';
import { readRows } from '../csv/rows.js';
import { DatasetError } from '../files/dataset-error.js';
import type { EditionFile, EditionInput } from '../files/edition-source.js';
import { type ShapeName, shapeNames } from '../model/shape-name.js';
import type { Shape } from './shape.js';
import { shapes } from './shapes.js';

export type Recognised = { shape: Shape; movies: EditionFile };

const csvName = /\.csv$/i;
const jsonName = /\.(?:json|jsonl|ndjson)$/i;

/** Names listed in the message about an input without movies. */
const maxListed = 8;

/**
 * Finds the file with the movies, and its shape: by the names under which the files are published, else by the columns of
 * the CSV files, else because it is JSON. A published name decides whatever the columns are: a movies_metadata.csv without
 * one of its columns would otherwise fit another shape, and the error would not name the column.
 * @param forced - the name of the shape, if it is given
 * @throws {DatasetError} when no file fits a shape, or several do: with the columns found and the shapes tried
 */
export async function recogniseShape(input: EditionInput, forced?: ShapeName): Promise<Recognised> {
  rejectSideFile(input);
  const tried = forced === undefined ? shapes : shapes.filter(({ name }) => name === forced);
  for (const shape of tried) {
    const named = input.names.filter((name) => shape.moviesFile.pattern.test(name));
    rejectSeveral(input, named);
    const [name] = named;
    if (name === undefined) continue;
    const movies = await input.find(isSameName(name, shape.moviesFile.name) ? shape.moviesFile.name : name);
    if (movies !== undefined) return { shape, movies };
  }
  const headers = await readHeaders(input);
  const fitting = tried.flatMap((shape) => {
    const { columns } = shape;
    if (columns === undefined) return [];
    return headers
      .filter(({ header }) => missingColumns(header, columns).length === 0)
      .map(({ file }) => ({ shape, movies: file }));
  });
  const [first] = fitting;
  if (first !== undefined) {
    // A file that fits two shapes has the first; two files of a shape cannot be told apart.
    rejectSeveral(
      input,
      fitting.filter(({ shape }) => shape === first.shape).map(({ movies }) => movies.name),
    );
    return first;
  }
  const json = tried.find(({ columns }) => columns === undefined);
  const documents = input.names.filter((name) => jsonName.test(name));
  const [document] = documents;
  if (json !== undefined && document !== undefined && headers.length === 0) {
    rejectSeveral(input, documents);
    const movies = await input.find(document);
    if (movies !== undefined) return { shape: json, movies };
  }
  throw unknownShape(input, headers, tried);
}

/** Names of files are the same in upper and lower case. */
const isSameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The path of one CSV is a mistake for that of its folder. */
function rejectSideFile({ input, holds, names }: EditionInput): void {
  const sides = shapes.flatMap((shape) => Object.values(shape.sides));
  const [only] = names;
  if (holds.length !== 1 || names.length !== 1 || only === undefined || !input.includes(only)) return;
  if (sides.some(({ name, small }) => [name, small].some((side) => side && isSameName(only, side)))) {
    throw new DatasetError(
      `${input} is one file of an edition; give the folder that holds it: ${dirname(input)}`,
    );
  }
}

type Header = { file: EditionFile; header: string[] };

/** Returns the headers of all CSV files; a file that cannot be read counts only if no other can. */
async function readHeaders(input: EditionInput): Promise<Header[]> {
  const sides = shapes.flatMap((shape) => Object.values(shape.sides).map(({ name }) => name));
  const headers: Header[] = [];
  let failure: unknown;
  for (const name of input.names.filter(
    (name) => csvName.test(name) && !sides.some((side) => isSameName(side, name)),
  )) {
    try {
      const file = await input.find(name);
      if (file !== undefined) headers.push({ file, header: await readHeaderOf(file) });
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error;
      failure ??= error;
    }
  }
  if (headers.length === 0 && failure !== undefined) throw failure;
  return headers;
}

async function readHeaderOf(file: EditionFile): Promise<string[]> {
  const { stream } = await file.open();
  try {
    for await (const { cells } of readRows(stream, file.where)) return cells;
    return [];
  } finally {
    stream.destroy();
  }
}

function rejectSeveral({ input }: EditionInput, names: readonly string[]): void {
  if (names.length < 2) return;
  throw new DatasetError(
    `${input} holds several files with movies: ${listNames(names)}; which one counts cannot be told: give the path of one`,
  );
}

function unknownShape(
  input: EditionInput,
  headers: readonly Header[],
  tried: readonly Shape[],
): DatasetError {
  const [unknown] = headers;
  if (unknown === undefined) {
    const [usual, ...others] = tried.map(({ moviesFile }) => moviesFile.name);
    const instead = others.length > 0 ? `. Other shapes have instead: ${others.join(', ')}` : '';
    return new DatasetError(
      `${input.input} holds no ${usual}, which an edition must have${whatElse(input.holds)}${instead}`,
    );
  }
  const { file, header } = unknown;
  const csvShapes = tried.filter(({ columns }) => columns !== undefined);
  for (const { columns } of csvShapes) if (columns) expectCommas(header, columns.needed, file.where);
  const lacking = csvShapes.map(
    ({ name, columns }) => `${name} (missing: ${columns && missingColumns(header, columns).join(', ')})`,
  );
  return new DatasetError(
    `${file.where}: line 1: the columns are those of no shape that is read. Found: ${listNames(header)}. ` +
      `Tried: ${lacking.join('; ')}. Shapes: ${shapeNames.join(', ')}; --shape names one`,
  );
}

function whatElse(holds: readonly string[]): string {
  const names = holds.filter((name) => !name.startsWith('.'));
  if (names.length === 0) return ': it is empty';
  const listed = names.slice(0, maxListed).map((name) => JSON.stringify(name));
  const more = names.length > maxListed ? ` and ${names.length - maxListed} more` : '';
  const zip = names.find((name) => name.toLowerCase().endsWith('.zip'));
  const advice = zip === undefined ? '' : `. If ${JSON.stringify(zip)} is the edition, give its path`;
  return `; it holds ${listed.join(', ')}${more}${advice}`;
}
