import { type CastEntry, type CrewEntry, readCast, readCrew } from '../csv/credits.js';
import { creditsColumns } from '../csv/other-columns.js';
import type { NdjsonFile } from '../hydration/json-lines.js';
import { crewJobs, type EntityReference, type Movie, maxCast, maxCrew } from '../model/movie.js';
import type { FileReport } from '../model/report.js';
import { LatestRows } from './latest-rows.js';
import type { MovieCopies } from './movie-copies.js';
import { NumberList } from './number-list.js';
import { PeopleBook } from './people-book.js';
import { readRowsOfMovies } from './read-rows-of-movies.js';
import type { Reading, SourceStream } from './read-side-file.js';

type Credits = Pick<Movie, 'cast' | 'castCount' | 'crew' | 'crewCount' | 'directors'>;

const jobs = new Set(crewJobs);

/**
 * Casts and crews by movie. Their part of the document is written to disk as soon as a row is read; in memory
 * stay where it is, and who was named how, as one number for each entry.
 */
export class CreditsOfMovies {
  readonly people = new PeopleBook();
  private readonly rows = new LatestRows();
  private readonly positions = new NumberList(Float64Array);
  private readonly lengths = new NumberList(Uint32Array);
  /** 1: somebody plays in it, 2: somebody directs it. */
  private readonly known = new NumberList(Uint8Array);
  private readonly issues = new Map<number, string[]>();

  constructor(
    private readonly copies: MovieCopies,
    private readonly spill: NdjsonFile,
  ) {}

  read(file: SourceStream, reading: Reading): Promise<FileReport> {
    const { rows, issues } = this;
    const known = { movies: this.copies.movies, rows, issues };
    return readRowsOfMovies(file, creditsColumns, reading, known, (movie, row, at) =>
      this.add(movie, readCast(row.cell(at.cast)), readCrew(row.cell(at.crew))),
    );
  }

  issuesOf = (movie: number): readonly string[] => this.issues.get(movie) ?? [];

  /** Whether anybody is known to play in a movie, and to direct it. */
  coverageOf(movie: number): { cast: boolean; directors: boolean } {
    const bits = this.rows.has(movie) ? this.known.at(movie) : 0;
    return { cast: (bits & 1) !== 0, directors: (bits & 2) !== 0 };
  }

  /** Settles the people's names once everything is read; only rows that stay have a say. */
  settle(): void {
    this.people.settle(this.copies);
  }

  /** The credits of a movie as the inside of a JSON object, under the settled names. */
  fieldsOf(movie: number): Buffer | string {
    if (!this.rows.has(movie)) return noCredits;
    const bytes = this.spill.read(this.positions.at(movie), this.lengths.at(movie));
    if (!this.people.isMisspelt(movie)) return bytes;
    const credits = JSON.parse(`{${bytes.toString()}}`) as Credits;
    for (const entry of [...credits.cast, ...credits.crew, ...credits.directors]) {
      entry.name = this.people.book.nameOfKey(entry.id) ?? entry.name;
    }
    return fieldsOf(credits);
  }

  private add(movie: number, cast: ReturnType<typeof readCast>, crew: ReturnType<typeof readCrew>): void {
    const issues: string[] = [];
    if (cast.problem !== null) issues.push(`cast: ${cast.problem}`);
    if (crew.problem !== null) issues.push(`crew: ${crew.problem}`);
    if (issues.length > 0) this.issues.set(movie, issues);
    else this.issues.delete(movie);
    this.people.add(movie, cast.entries, crew.entries);
    this.positions.set(movie, this.spill.position);
    const credits = toCredits(cast.entries, crew.entries);
    this.known.set(movie, (credits.castCount > 0 ? 1 : 0) + (credits.directors.length > 0 ? 2 : 0));
    this.spill.writeText(fieldsOf(credits));
    this.lengths.set(movie, this.spill.position - this.positions.at(movie));
  }
}

/** What a document holds of a cast and a crew. */
function toCredits(cast: readonly CastEntry[], crew: readonly CrewEntry[]): Credits {
  const chosen = crew.filter(({ job }) => jobs.has(job)).slice(0, maxCrew);
  return {
    cast: cast.slice(0, maxCast).map(({ id, name, character, order }) => ({ id, name, character, order })),
    castCount: cast.length,
    crew: chosen.map(({ id, name, job, department }) => ({ id, name, job, department })),
    crewCount: crew.length,
    directors: directorsOf(chosen),
  };
}

function directorsOf(crew: readonly CrewEntry[]): EntityReference[] {
  const directors: EntityReference[] = [];
  for (const { id, name, job } of crew) {
    if (job === 'Director' && !directors.some((director) => director.id === id)) directors.push({ id, name });
  }
  return directors;
}

const fieldsOf = (credits: Credits): string => JSON.stringify(credits).slice(1, -1);

const noCredits = fieldsOf({ cast: [], castCount: 0, crew: [], crewCount: 0, directors: [] });
