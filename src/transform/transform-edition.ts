import { join } from 'node:path';
import { readCsvRows } from '../dataset/csv-rows.js';
import { DatasetError } from '../dataset/dataset-error.js';
import type { EditionFile, EditionOptions, EditionSource } from '../dataset/edition/edition-source.js';
import { openEdition } from '../dataset/edition/open-edition.js';
import { joinSplitRecords } from '../dataset/join-split-records.js';
import { indexMovieColumns, movieColumns } from '../dataset/movie-columns.js';
import { fillHydrationFolder } from '../hydration/hydration-folder.js';
import { NdjsonFile, readLines } from '../hydration/ndjson-file.js';
import type { Movie } from '../model/movie.js';
import type { Conflict, Report } from '../model/report.js';
import { compareCopies, countMovies } from './build-report.js';
import { applyNames, type EntityNames, MovieCopies, type MovieCopy } from './movie-copies.js';
import { summarizeEntities } from './summarize-entities.js';
import { toMovie } from './to-movie.js';

/**
 * Turns an edition (a folder, a zip or the URL of one) into hydration files: files → rows → Movie | Rejection → NDJSON.
 *
 * The first pass writes every copy of every movie to disk and remembers only what decides between copies and
 * spellings; the second keeps the copies that stay, under the settled names.
 * @throws {DatasetError} when the input is not an edition; nothing is left behind then.
 */
export async function transformEdition(
  options: { input: string; out: string } & EditionOptions,
): Promise<Report> {
  const source = await openEdition(options.input, options);
  try {
    return await transformSource(source, options);
  } finally {
    await source.close();
  }
}

async function transformSource(
  { movies: file, missing }: EditionSource,
  options: { out: string; signal?: AbortSignal },
): Promise<Report> {
  return await fillHydrationFolder(options.out, async (staging) => {
    const copiesPath = join(staging, 'copies.ndjson');
    const { copies, ...read } = await readCopies(file, copiesPath, staging, options.signal);
    if (copies.all.length === 0) {
      throw new DatasetError(
        `${file.where} holds no usable movie: ${read.rejected} of ${read.rows} rows were rejected`,
      );
    }
    const names = copies.settleNames();
    const conflicts = await writeMovies(
      copies,
      names,
      copiesPath,
      join(staging, 'movies.ndjson'),
      options.signal,
    );
    const companies = summarizeEntities(copies, names, 'companies');
    const genres = summarizeEntities(copies, names, 'genres');
    await writeAll(join(staging, 'companies.ndjson'), companies);
    await writeAll(join(staging, 'genres.ndjson'), genres);
    const counted = countMovies(copies);
    return { ...counted, ...read, companies: companies.length, genres: genres.length, conflicts, missing };
  });
}

/** The first pass: rows become copies of movies, or rejections. */
async function readCopies(file: EditionFile, copiesPath: string, staging: string, signal?: AbortSignal) {
  const source = await file.open();
  const rows = readCsvRows(source.stream);
  const header = await rows.next();
  const columns = indexMovieColumns(header.done ? [] : header.value.cells, file.where);
  const copies = new MovieCopies();
  const documents = new NdjsonFile(copiesPath);
  const rejections = new NdjsonFile(join(staging, 'rejected.ndjson'));
  const counts = { rows: 0, rejected: 0, repaired: 0 };
  for await (const record of joinSplitRecords(rows, movieColumns.length)) {
    signal?.throwIfAborted();
    counts.rows += record.isRepaired ? 2 : 1;
    if (record.isRepaired) counts.repaired++;
    const result = toMovie(record, columns, file.name);
    if ('movie' in result) {
      copies.add(result.movie, record.line);
      await documents.write(result.movie);
    } else {
      counts.rejected++;
      await rejections.write(result.rejection);
    }
  }
  await documents.close();
  await rejections.close();
  return { copies, ...counts, inputs: [source.describe()] };
}

/** The second pass: the copies that stay, under the settled names; answers what the dropped ones said otherwise. */
async function writeMovies(
  copies: MovieCopies,
  names: EntityNames,
  copiesPath: string,
  moviesPath: string,
  signal?: AbortSignal,
): Promise<Conflict[]> {
  const movies = new NdjsonFile(moviesPath);
  const rivals = new Map<number, { copy: MovieCopy; line: string }[]>();
  const droppedIds = new Set(copies.all.filter((copy) => !copies.isKept(copy)).map(({ id }) => id));
  let index = 0;
  for await (const line of readLines(copiesPath)) {
    signal?.throwIfAborted();
    const copy = copies.all[index++] as MovieCopy;
    if (droppedIds.has(copy.id)) rivals.set(copy.id, [...(rivals.get(copy.id) ?? []), { copy, line }]);
    if (copies.isKept(copy)) await movies.writeLine(copies.isMisspelt(copy) ? renamed(line, names) : line);
  }
  await movies.close();
  return [...rivals.values()].flatMap((group) => findConflicts(group, copies));
}

function renamed(line: string, names: EntityNames): string {
  const movie = JSON.parse(line) as Movie;
  applyNames(movie, names);
  return JSON.stringify(movie);
}

function findConflicts(group: { copy: MovieCopy; line: string }[], copies: MovieCopies): Conflict[] {
  const read = ({ copy, line }: { copy: MovieCopy; line: string }) => ({
    movie: JSON.parse(line) as Movie,
    line: copy.line,
  });
  const kept = group.find(({ copy }) => copies.isKept(copy));
  if (kept === undefined) throw new RangeError(`movie ${group[0]?.copy.id} has no copy that stays`);
  return group
    .filter((entry) => entry !== kept)
    .map((dropped) => compareCopies(read(kept), read(dropped)))
    .filter((conflict) => conflict !== undefined);
}

async function writeAll(path: string, documents: readonly unknown[]): Promise<void> {
  const file = new NdjsonFile(path);
  for (const document of documents) await file.write(document);
  await file.close();
}
