import type { PythonValue } from './python-literal/parse-python-literal.js';
import type { LiteralProblem } from './read-dicts.js';
import { readDicts } from './read-dicts.js';
import { isId } from './references.js';

/** A member of a cast, as reported. */
export type CastEntry = {
  id: number;
  name: string;
  /** TMDB's code: 1 woman, 2 man, 3 non-binary, 0 not noted. */
  gender: number;
  character: string | null;
  order: number | null;
};

/** A member of a crew, as reported. */
export type CrewEntry = { id: number; name: string; gender: number; job: string; department: string | null };

export type CreditsReading<T> = { entries: T[]; problem: LiteralProblem | null };

const castKeys = ['id', 'name', 'gender', 'character', 'order'];
const crewKeys = ['id', 'name', 'gender', 'job', 'department'];

/** All entries of a `cast` cell in billing order (by `order`, else as they stand); one without id or name is left out. */
export function readCast(cell: string): CreditsReading<CastEntry> {
  const reading = collect(cell, castKeys, ([id, name, gender, character, order]) =>
    isId(id) && typeof name === 'string'
      ? { id, name, gender: genderOf(gender), character: textOf(character), order: orderOf(order) }
      : undefined,
  );
  if (!isInOrder(reading.entries)) {
    reading.entries.sort((a, b) => (a.order ?? maxOrder) - (b.order ?? maxOrder));
  }
  return reading;
}

/** All entries of a `crew` cell as they stand; one without id, name or job is left out. */
export const readCrew = (cell: string): CreditsReading<CrewEntry> =>
  collect(cell, crewKeys, ([id, name, gender, job, department]) =>
    isId(id) && typeof name === 'string' && typeof job === 'string'
      ? { id, name, gender: genderOf(gender), job, department: textOf(department) }
      : undefined,
  );

function collect<T>(
  cell: string,
  keys: readonly string[],
  toEntry: (values: (PythonValue | undefined)[]) => T | undefined,
): CreditsReading<T> {
  const { dicts, problem } = readDicts(cell, 'list', keys);
  const reading: CreditsReading<T> = { entries: [], problem };
  for (const values of dicts) {
    const entry = toEntry(values);
    if (entry === undefined) reading.problem = 'shape';
    else reading.entries.push(entry);
  }
  return reading;
}

/** An entry without `order` comes last. */
const maxOrder = Number.MAX_SAFE_INTEGER;

function isInOrder(cast: readonly CastEntry[]): boolean {
  let last = -1;
  for (const { order } of cast) {
    if ((order ?? maxOrder) < last) return false;
    last = order ?? maxOrder;
  }
  return true;
}

const textOf = (value: PythonValue | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

const orderOf = (value: PythonValue | undefined): number | null =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null;

const genderOf = (value: PythonValue | undefined): number =>
  value === 1 || value === 2 || value === 3 ? value : 0;
