import type { CodeReference, EntityReference } from '../model/movie.js';
import type { PythonValue } from './python-literal/parse-python-literal.js';
import { parsePythonLiteral } from './python-literal/parse-python-literal.js';

/**
 * What a cell with a Python literal holds: its references, each once (rule 9), and what was wrong with it:
 * `literal`, the text is no Python literal; `shape`, it is one, but an entry (left out) has no id or name.
 */
export type ReferenceReading<T> = { references: T[]; problem: 'literal' | 'shape' | null };

/** Genres, companies: `[{'id': 16, 'name': 'Animation'}]`. */
export const readEntities = (cell: string): ReferenceReading<EntityReference> =>
  collect(cell, toList, toEntity, (entity) => entity.id);

/** belongs_to_collection: one dict, `{'id': 10194, 'name': 'Toy Story Collection', …}`. */
export const readCollection = (cell: string): ReferenceReading<EntityReference> =>
  collect(
    cell,
    (value) => (Array.isArray(value) ? undefined : [value]),
    toEntity,
    (entity) => entity.id,
  );

/** Countries, languages: `[{'iso_639_1': 'en', 'name': 'English'}]`, by the name of their code. */
export const readCodes = (
  cell: string,
  codeKey: 'iso_3166_1' | 'iso_639_1',
): ReferenceReading<CodeReference> =>
  collect(
    cell,
    toList,
    (entry) => toCode(entry, codeKey),
    (reference) => reference.code,
  );

const toList = (value: PythonValue): PythonValue[] | undefined => (Array.isArray(value) ? value : undefined);

function collect<T>(
  cell: string,
  toEntries: (value: PythonValue) => PythonValue[] | undefined,
  toReference: (entry: PythonValue) => T | null | undefined,
  keyOf: (reference: T) => unknown,
): ReferenceReading<T> {
  if (cell.trim() === '') return { references: [], problem: null };
  const value = parseOrUndefined(cell);
  if (value === undefined) return { references: [], problem: 'literal' };
  if (value === null) return { references: [], problem: null };
  const entries = toEntries(value);
  if (entries === undefined) return { references: [], problem: 'shape' };
  const byKey = new Map<unknown, T>();
  let problem: 'shape' | null = null;
  for (const entry of entries) {
    const reference = toReference(entry);
    if (reference === undefined) problem = 'shape';
    else if (reference !== null && !byKey.has(keyOf(reference))) byKey.set(keyOf(reference), reference);
  }
  return { references: [...byKey.values()], problem };
}

function parseOrUndefined(cell: string): PythonValue | undefined {
  try {
    return parsePythonLiteral(cell);
  } catch {
    return undefined;
  }
}

/** `None` in place of an entry is nothing (null); an entry that is not understood is undefined. */
function toEntity(entry: PythonValue): EntityReference | null | undefined {
  if (entry === null) return null;
  if (typeof entry !== 'object' || Array.isArray(entry)) return undefined;
  const { id, name } = entry;
  return Number.isSafeInteger(id) && (id as number) > 0 && typeof name === 'string'
    ? { id: id as number, name }
    : undefined;
}

function toCode(entry: PythonValue, codeKey: string): CodeReference | null | undefined {
  if (entry === null) return null;
  if (typeof entry !== 'object' || Array.isArray(entry)) return undefined;
  const { [codeKey]: code, name } = entry;
  return typeof code === 'string' && code !== '' && typeof name === 'string' ? { code, name } : undefined;
}
