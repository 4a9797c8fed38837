import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SourceStream } from '../csv/read-header.js';
import { DatasetError } from '../files/dataset-error.js';
import type { DescribeSource, EditionFile } from '../files/edition-source.js';
import { isRenamed } from '../files/open/file-names.js';
import { fillHydrationFolder } from '../hydration/hydration-folder.js';
import { NdjsonFile } from '../hydration/json-lines.js';
import type { EntityReference, Movie } from '../model/movie.js';
import type { Report } from '../model/report.js';
import { type EditionOptions, type EditionSource, openEdition } from '../sources/open-edition.js';
import { fieldsOfSides, type SideRole, sideRoles } from '../sources/shape.js';
import { type CorrectionFile, readCorrections, reportCorrections } from './corrections/read-corrections.js';
import { type BudgetLimits, defaultLimits } from './error-budget.js';
import { findConflicts } from './find-conflicts.js';
import type { SpilledRow } from './latest-rows.js';
import { readMovies } from './read-movies.js';
import { countInThread, joinRatings } from './read-ratings.js';
import type { MovieRow } from './read-row.js';
import { readSideFiles } from './read-side-files.js';
import { SpillFile } from './spill-file.js';
import type { ReportedCredits } from './to-credits.js';
import { type CellOptions, defaultCellOptions } from './unreadable-columns.js';
import { writeMovies } from './write-movies.js';

/** How far a file has been read, in bytes of its CSV; `size` where it is known beforehand. */
export type ReadProgress = { file: string; read: number; size: number | undefined };

export type TransformOptions = EditionOptions & {
  input: string;
  out: string;
  /** How many rows may be rejected. */
  limits?: BudgetLimits;
  cells?: Partial<CellOptions>;
  /** Path of a CSV file of corrections. */
  corrections?: string;
  onRead?: (progress: ReadProgress) => void;
};

/**
 * Turns an edition (a folder, a zip or the URL of one) into hydration files: files → rows → documents |
 * rejections → NDJSON.
 *
 * Each file is read once; ratings.csv by a worker thread, beside the others. Movies, credits and keywords wait in spill
 * files until the rows to keep and the canonical names are known; then the documents are put together.
 * @throws {DatasetError} when the input is not an edition, too much of it is rejected, or a correction cannot be used; an earlier output
 * stays as it was then.
 */
export async function transformEdition(options: TransformOptions): Promise<Report> {
  const { corrections: path, signal = new AbortController().signal } = options;
  // First, because it takes no time: a mistake in it is not to be found after a download.
  const corrections = path === undefined ? undefined : await readCorrections(path, signal, options);
  const source = await openEdition(options.input, options);
  try {
    return await fillHydrationFolder(options.out, (staging) =>
      transformInto(staging, source, corrections, options),
    );
  } finally {
    await source.close();
  }
}

async function transformInto(
  staging: string,
  source: EditionSource,
  corrections: CorrectionFile | undefined,
  options: TransformOptions,
): Promise<Report> {
  const { limits = defaultLimits, cells, onRead, signal: cancelled } = options;
  const to = (file: string): string => join(staging, file);
  const described: DescribeSource[] = [];
  const meter =
    ({ name, size }: EditionFile) =>
    (read: number): void =>
      onRead?.({ file: name, read, size });
  const open = async (role: 'movies' | SideRole): Promise<SourceStream | undefined> => {
    const file = role === 'movies' ? source.movies : source.sides.get(role);
    if (file === undefined) return undefined;
    const { stream, describe } = await file.open(meter(file));
    described.push(describe);
    return { stream, name: file.name, where: file.where };
  };
  const rejections = new NdjsonFile(to('rejected.ndjson'));
  const spills = {
    movies: new SpillFile<MovieRow>(to('movies.spill')),
    credits: new SpillFile<SpilledRow<ReportedCredits>>(to('credits.spill')),
    keywords: new SpillFile<SpilledRow<EntityReference[]>>(to('keywords.spill')),
    links: new SpillFile<SpilledRow<number | null>>(to('links.spill')),
  };
  // A failure in one thread stops the other.
  const stop = new AbortController();
  const signal = AbortSignal.any(cancelled === undefined ? [stop.signal] : [cancelled, stop.signal]);
  const counting = countInThread(source, { limits, rejections: to('ratings.spill') }, meter, signal);
  counting.catch((error) => stop.abort(error));
  try {
    const context = { open, rejections, limits, cells: { ...defaultCellOptions, ...cells }, signal };
    const movies = await readMovies(source.shape, spills.movies, context, corrections);
    if (movies.kept.size === 0) {
      const { rows, rejected } = movies.counts;
      throw new DatasetError(
        `${source.movies.where} holds no usable movie: ${rejected} of ${rows} rows were rejected`,
      );
    }
    const { sides, report } = await readSideFiles(movies, spills, context);
    movies.names.resolve();
    const counted = await counting;
    if (counted !== undefined) await append(rejections, to('ratings.spill'));
    const ratings = joinRatings(counted, sides.links);

    const histograms = counted?.histograms ?? new Map();
    const { corrected, ...counts } = await writeMovies(
      to('movies.ndjson'),
      movies,
      spills.movies,
      sides,
      histograms,
      signal,
    );
    const { names, ignored } = movies;
    const lacks = lackingFields(source, movies.lacks);
    return {
      shape: source.shape.name,
      lacks,
      moviesFile: source.movies.name,
      ...(ignored.length > 0 && { ignored }),
      ...counts,
      coverage: withoutFields(counts.coverage, lacks),
      ...movies.counts,
      companies: names.companies.write(to('companies.ndjson')),
      genres: names.genres.write(to('genres.ndjson')),
      people: names.people.write(to('people.ndjson')),
      keywords: names.keywords.write(to('keywords.ndjson')),
      collections: names.collections.write(to('collections.ndjson')),
      conflicts: findConflicts(movies, spills.movies),
      files: { ...report.files, ...ratings.files },
      links: report.links,
      ratings: ratings.report,
      missing: source.missing,
      corrections: corrections === undefined ? null : reportCorrections(corrections, corrected),
      ...describeNames(source, options),
      ...(source.isSample && { sample: true as const }),
      inputs: [
        ...described.map((describe) => describe()),
        ...(counted ? [counted.input] : []),
        ...(corrections ? [corrections.input] : []),
      ],
    };
  } finally {
    stop.abort();
    await counting.catch(() => {});
    for (const file of [rejections, ...Object.values(spills)]) file.close();
  }
}

/** Returns what lies in the input and is not used, and the files that have another name than theirs. */
function describeNames(
  { local, movies, sides, unread }: EditionSource,
  { out, corrections }: TransformOptions,
): Pick<Report, 'unread' | 'readAs'> {
  const used = [out, ...(corrections === undefined ? [] : [corrections])].map((path) => resolve(path));
  const others = unread.filter((name) => !used.includes(resolve(local.path, name)));
  const renamed = [movies, ...sides.values()].filter(({ found, name }) => isRenamed(found, name));
  return {
    ...(others.length > 0 && { unread: others }),
    ...(renamed.length > 0 && {
      readAs: Object.fromEntries(renamed.map(({ name, found }) => [name, found])),
    }),
  };
}

/** Returns the fields that an edition lacks: its shape, its file with the movies, or for want of another file. */
function lackingFields({ shape, sides }: EditionSource, lacks: readonly (keyof Movie)[]): (keyof Movie)[] {
  const missing = sideRoles.filter((role) => shape.sides[role] !== undefined && !sides.has(role));
  return [...new Set([...shape.lacks, ...lacks, ...missing.flatMap((role) => fieldsOfSides[role])])];
}

/** A field that is not in the edition has no coverage, rather than 0. */
const withoutFields = (coverage: Report['coverage'], lacks: readonly string[]): Report['coverage'] =>
  Object.fromEntries(
    Object.entries(coverage).map(([field, movies]) => [field, lacks.includes(field) ? null : movies]),
  );

/** Appends a file of whole lines. */
async function append(target: NdjsonFile, path: string): Promise<void> {
  for await (const chunk of createReadStream(path)) target.writeBytes(chunk as Buffer);
}
