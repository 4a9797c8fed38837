import { type CastEntry, type CrewEntry, readCast, readCrew } from '../csv/credits.js';
import type { Cell } from '../csv/read-dicts.js';
import { crewJobs, type EntityReference, type Movie, maxCast, maxCrew, roleJobs } from '../model/movie.js';
import type { ParsedRow } from './rows-of-movies.js';

/** A whole cast and crew, as reported. */
export type ReportedCredits = { cast: CastEntry[]; crew: CrewEntry[] };

/** The credits in the document of a movie. */
export type Credits = Pick<Movie, 'cast' | 'castCount' | 'crew' | 'crewCount' | keyof typeof roleJobs>;

const jobs = new Set(crewJobs);

/** Reads a cast and a crew. */
export function parseCredits(record: { cast: Cell; crew: Cell }): ParsedRow<ReportedCredits> {
  const [cast, crew] = [readCast(record.cast), readCrew(record.crew)];
  const issues: string[] = [];
  if (cast.problem !== null) issues.push(`cast: ${cast.problem}`);
  if (crew.problem !== null) issues.push(`crew: ${crew.problem}`);
  return { value: { cast: cast.entries, crew: crew.entries }, issues };
}

/** Returns the credits for a document: the first of the cast, the first of the crew in `crewJobs`, and of the whole crew those in `roleJobs`. */
export function toCredits({ cast, crew }: ReportedCredits): Credits {
  const chosen = crew.filter(({ job }) => jobs.has(job)).slice(0, maxCrew);
  return {
    cast: cast.slice(0, maxCast).map(({ id, name, character, order }) => ({ id, name, character, order })),
    castCount: cast.length,
    crew: chosen.map(({ id, name, job, department }) => ({ id, name, job, department })),
    crewCount: crew.length,
    directors: peopleWith(roleJobs.directors, crew),
    writers: peopleWith(roleJobs.writers, crew),
    producers: peopleWith(roleJobs.producers, crew),
    composers: peopleWith(roleJobs.composers, crew),
  };
}

/** Returns the people with one of these jobs, each once. */
function peopleWith(jobs: readonly string[], crew: readonly CrewEntry[]): EntityReference[] {
  const people = new Map<number, EntityReference>();
  for (const { id, name, job } of crew) {
    if (jobs.includes(job) && !people.has(id)) people.set(id, { id, name });
  }
  return [...people.values()];
}
