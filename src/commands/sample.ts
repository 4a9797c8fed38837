import { Command, InvalidArgumentError, Option } from 'commander';
import type { Ledger } from '../../sample/ledger.js';
import { writeEdition } from '../../sample/write-edition.js';
import { type ShapeName, shapeNames } from '../model/shape-name.js';
import { parseText } from './parse-text.js';

/** Default number of ratings for each movie: the full edition has 572, and a tenth of that shows as much. */
const ratingsPerMovie = 57;

type Options = { movies: number; seed: number; ratings?: number; shape: ShapeName; out: string };

/** `marquee sample`: writes an invented edition of the data set. */
export function sampleCommand(): Command {
  return new Command('sample')
    .description(
      'write an invented edition of the data set with every defect of the real one, in any of the shapes',
    )
    .requiredOption(
      '--movies <n>',
      'movies that survive the transform, 1 to 5000000',
      whole('--movies', 1, 5_000_000),
    )
    .option('--seed <n>', 'seed of the random numbers, 0 to 4294967295', whole('--seed', 0, 4_294_967_295), 1)
    .option(
      '--ratings <n>',
      `rows of ratings.csv, 0 to 1000000000 (default: ${ratingsPerMovie} for each movie)`,
      whole('--ratings', 0, 1_000_000_000),
    )
    .addOption(
      new Option('--shape <name>', 'shape of the edition; ratings are in the-movies-dataset only')
        .choices(shapeNames)
        .default('the-movies-dataset'),
    )
    .requiredOption(
      '--out <dir>',
      'folder: new, empty, or with an earlier invented edition, which is replaced',
      parseText,
    )
    .addHelpText(
      'after',
      `
The same --movies, --seed and --ratings give the same bytes on every machine. --movies counts the distinct movies that
the transform keeps, without duplicates and rejected rows. From 200 movies on, every defect occurs.

Example:
  marquee sample --movies 5000 --seed 1 --out sample-edition`,
    )
    .action(async ({ movies, seed, ratings = ratingsPerMovie * movies, shape, out }: Options) => {
      const isUsual = shape === 'the-movies-dataset';
      const ledger = await writeEdition(out, { movies, seed, ratings, ...(!isUsual && { shape }) });
      process.stdout.write(`${summary(ledger, out)}\n`);
    });
}

function whole(option: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`${option} takes a whole number from ${least} to ${most}; got '${text}'.`);
  };
}

function summary(ledger: Ledger, folder: string): string {
  const { rejected, duplicates, unreadableLiterals, links } = ledger;
  const written = Object.entries(ledger.files).filter(([, { bytes }]) => bytes > 0);
  const lines = written.map(
    ([file, { rows, bytes }]) => `  ${file.padEnd(26)} ${String(rows).padStart(10)} rows ${megabytes(bytes)}`,
  );
  return [
    `Wrote ${ledger.movies} movies into ${folder}:`,
    ...lines,
    `The transform should find:`,
    `  rejected rows        ${rejected.total} (id ${rejected.id}, title ${rejected.title}, field count ${rejected.fieldCount})`,
    `  duplicate rows       ${duplicates.total} (identical ${duplicates.identical}, conflicting ${duplicates.conflicting})`,
    `  repaired rows        ${ledger.repaired}`,
    `  undated movies       ${ledger.undated} (ambiguous dates ${ledger.ambiguousDates})`,
    `  unreleased movies    ${ledger.unreleased}`,
    `  suspect units        ${ledger.suspectUnits} movies`,
    `  unreadable literals  movies ${unreadableLiterals.movies}, credits ${unreadableLiterals.credits}, keywords ${unreadableLiterals.keywords}`,
    `  links                ${links.withoutTmdbId} without tmdbId, ${links.repeatedTmdbIds} tmdbIds repeated, ${links.missingMovies} movies missing`,
  ].join('\n');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1).padStart(8)} MB`;
}
