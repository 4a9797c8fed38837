import type { PythonValue } from './python-literal/parse-python-literal.js';
import { parsePythonLiteral } from './python-literal/parse-python-literal.js';
import { scanDicts } from './python-literal/scan-dicts.js';

/**
 * What a cell with a Python literal was found to be: `literal`, the text is no Python literal; `shape`, it is
 * one, but it or one of its entries (left out) is not what the column holds.
 */
export type LiteralProblem = 'literal' | 'shape';

export type DictsReading = {
  /** For each dict the values of the keys asked for, `undefined` where it has none. */
  dicts: (PythonValue | undefined)[][];
  problem: LiteralProblem | null;
};

/**
 * Reads a cell that holds a list of dicts, or one dict. An empty cell, `None`, and `None` in place of an entry
 * are nothing, and no problem.
 */
export function readDicts(cell: string, form: 'list' | 'dict', keys: readonly string[]): DictsReading {
  const isUsual = (cell.charCodeAt(0) === 123) === (form === 'dict');
  const scanned = isUsual ? scanDicts(cell, keys) : undefined;
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

function pickValues(entries: readonly PythonValue[], keys: readonly string[]): DictsReading {
  const reading: DictsReading = { dicts: [], problem: null };
  for (const entry of entries) {
    if (entry === null) continue;
    if (typeof entry !== 'object' || Array.isArray(entry)) reading.problem = 'shape';
    else reading.dicts.push(keys.map((key) => entry[key]));
  }
  return reading;
}
