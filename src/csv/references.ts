import type { CodeReference, EntityReference } from '../model/movie.js';
import type { PythonValue } from './python-literal/parse-python-literal.js';
import { type Cell, type LiteralProblem, readDicts } from './read-dicts.js';

/**
 * The references of a cell, each once (rule 9), and what was wrong with the cell; an entry without
 * id or name is left out as a problem of `shape`.
 */
export type ParsedReferences<T> = { references: T[]; problem: LiteralProblem | null };

const entityKeys = ['id', 'name'];
const codeKeys = { iso_3166_1: ['iso_3166_1', 'name'], iso_639_1: ['iso_639_1', 'name'] };

/** Genres, companies, keywords: `[{'id': 16, 'name': 'Animation'}]`. */
export const readEntities = (cell: Cell): ParsedReferences<EntityReference> =>
  collect(cell, 'list', entityKeys, toEntity);

/** belongs_to_collection: one dict, `{'id': 10194, 'name': 'Toy Story Collection', …}`. */
export const readCollection = (cell: Cell): ParsedReferences<EntityReference> =>
  collect(cell, 'dict', entityKeys, toEntity);

/** Countries, languages: `[{'iso_639_1': 'en', 'name': 'English'}]`, by the name of their code. */
export const readCodes = (cell: Cell, codeKey: 'iso_3166_1' | 'iso_639_1'): ParsedReferences<CodeReference> =>
  collect(cell, 'list', codeKeys[codeKey], toCode);

function collect<T>(
  cell: Cell,
  form: 'list' | 'dict',
  keys: readonly string[],
  toReference: (key: PythonValue | undefined, name: PythonValue | undefined) => T | undefined,
): ParsedReferences<T> {
  const { dicts, problem } = readDicts(cell, form, keys);
  const parsed: ParsedReferences<T> = { references: [], problem };
  const seen = new Set<PythonValue | undefined>();
  for (const [key, name] of dicts) {
    const reference = toReference(key, name);
    if (reference === undefined) parsed.problem = 'shape';
    else if (!seen.has(key)) {
      seen.add(key);
      parsed.references.push(reference);
    }
  }
  return parsed;
}

/** Whether a value is a TMDB id: a positive integer. */
export const isId = (value: PythonValue | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

const toEntity = (id: PythonValue | undefined, name: PythonValue | undefined): EntityReference | undefined =>
  isId(id) && typeof name === 'string' ? { id, name } : undefined;

const toCode = (code: PythonValue | undefined, name: PythonValue | undefined): CodeReference | undefined =>
  typeof code === 'string' && code !== '' && typeof name === 'string' ? { code, name } : undefined;
