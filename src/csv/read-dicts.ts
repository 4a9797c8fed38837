import type { PythonValue } from './python-literal/parse-python-literal.js';
import { parsePythonLiteral } from './python-literal/parse-python-literal.js';
import { scanDicts } from './python-literal/scan-dicts.js';

/**
 * Why a cell with a Python literal cannot be read, or not all of it: `literal`, the text is no Python literal; `shape`,
 * it is one, but it or one of its entries (left out) is not what the column holds.
 */
export type LiteralProblem = 'literal' | 'shape';

export type ParsedDicts = {
  /** For each dict the values of the given keys; `undefined` where it lacks one. */
  dicts: (PythonValue | undefined)[][];
  problem: LiteralProblem | null;
};

/**
 * Reads a cell that holds a list of dicts, or one dict. An empty cell, `None`, and `None` in place of an entry
 * are nothing, and no problem.
 */
export function readDicts(cell: string, form: 'list' | 'dict', keys: readonly string[]): ParsedDicts {
  const isExpected = cell.startsWith('{') === (form === 'dict');
  const scanned = isExpected ? scanDicts(cell, keys) : undefined;
  if (scanned !== undefined) return { dicts: scanned, problem: null };
  if (cell.trim() === '') return { dicts: [], problem: null };
  let value: PythonValue;
  try {
    value = parsePythonLiteral(cell);
  } catch {
    return { dicts: [], problem: 'literal' };
  }
  if (value === null) return { dicts: [], problem: null };
  if (Array.isArray(value) !== (form === 'list')) return { dicts: [], problem: 'shape' };
  return pickValues(Array.isArray(value) ? value : [value], keys);
}

function pickValues(entries: readonly PythonValue[], keys: readonly string[]): ParsedDicts {
  const parsed: ParsedDicts = { dicts: [], problem: null };
  for (const entry of entries) {
    if (entry === null) continue;
    if (typeof entry !== 'object' || Array.isArray(entry)) parsed.problem = 'shape';
    else parsed.dicts.push(keys.map((key) => entry[key]));
  }
  return parsed;
}
