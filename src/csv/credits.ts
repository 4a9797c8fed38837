import type { Person } from '../model/entity.js';
import type { PythonValue } from './python-literal/parse-python-literal.js';
import { type Cell, type LiteralProblem, readDicts } from './read-dicts.js';
import { isId } from './references.js';

/** A member of a cast, as reported. */
export type CastEntry = {
  id: number;
  name: string;
  gender: Person['gender'];
  character: string | null;
  order: number | null;
};

/** A member of a crew, as reported. */
export type CrewEntry = {
  id: number;
  name: string;
  gender: Person['gender'];
  job: string;
  department: string | null;
};

/** The entries of a cell, and what was wrong with it. */
export type ParsedCredits<T> = { entries: T[]; problem: LiteralProblem | null };

const castKeys = ['id', 'name', 'gender', 'character', 'order'];
const crewKeys = ['id', 'name', 'gender', 'job', 'department'];

/** TMDB's codes; 0 is not noted. */
const genders = [null, 'woman', 'man', 'nonBinary'] as const;

/** All entries of a `cast` cell in billing order (by `order`, else as they stand); one without id or name is left out. */
export function readCast(cell: Cell): ParsedCredits<CastEntry> {
  const cast = collect(cell, castKeys, ([id, name, gender, character, order]) =>
    isId(id) && typeof name === 'string'
      ? { id, name, gender: toGender(gender), character: toText(character), order: toOrder(order) }
      : undefined,
  );
  cast.entries.sort((a, b) => (a.order ?? lastOrder) - (b.order ?? lastOrder));
  return cast;
}

/** All entries of a `crew` cell as they stand; one without id, name or job is left out. */
export const readCrew = (cell: Cell): ParsedCredits<CrewEntry> =>
  collect(cell, crewKeys, ([id, name, gender, job, department]) =>
    isId(id) && typeof name === 'string' && typeof job === 'string'
      ? { id, name, gender: toGender(gender), job, department: toText(department) }
      : undefined,
  );

function collect<T>(
  cell: Cell,
  keys: readonly string[],
  toEntry: (values: (PythonValue | undefined)[]) => T | undefined,
): ParsedCredits<T> {
  const { dicts, problem } = readDicts(cell, 'list', keys);
  const credits: ParsedCredits<T> = { entries: [], problem };
  for (const values of dicts) {
    const entry = toEntry(values);
    if (entry === undefined) credits.problem = 'shape';
    else credits.entries.push(entry);
  }
  return credits;
}

/** An entry without `order` comes last. */
const lastOrder = Number.MAX_SAFE_INTEGER;

const toText = (value: PythonValue | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

const toOrder = (value: PythonValue | undefined): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

const toGender = (value: PythonValue | undefined): Person['gender'] =>
  typeof value === 'number' ? (genders[value] ?? null) : null;
