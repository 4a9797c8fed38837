import type { PythonValue } from './python-literal/parse-python-literal.js';
import { parsePythonLiteral } from './python-literal/parse-python-literal.js';
import { scanDicts } from './python-literal/scan-dicts.js';

/** A list of entities, or one: text that holds a Python literal or JSON, or the value of a JSON document. */
export type Cell = string | PythonValue;

/**
 * Why a cell cannot be read, or not all of it: `literal`, the text is neither a Python literal nor JSON; `shape`, it is,
 * but it or one of its entries (left out) is not what the column holds.
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
export function readDicts(cell: Cell, form: 'list' | 'dict', keys: readonly string[]): ParsedDicts {
  if (typeof cell !== 'string') return pickDicts(cell, form, keys);
  const isExpected = cell.startsWith('{') === (form === 'dict');
  const scanned = isExpected ? scanDicts(cell, keys) : undefined;
  if (scanned !== undefined) return { dicts: scanned, problem: null };
  if (cell.trim() === '') return { dicts: [], problem: null };
  const value = parseText(cell);
  return value === undefined ? { dicts: [], problem: 'literal' } : pickDicts(value, form, keys);
}

/** JSON has keys in double quotes, and Python's `repr` writes them in single ones; the other kind is tried as well. */
const jsonStart = /^\s*(?:\[\s*)?\{\s*"/;

/** Returns the value of a Python literal or JSON text; undefined when it is neither. */
function parseText(text: string): PythonValue | undefined {
  const parsers = [parsePythonLiteral, parseJson];
  if (jsonStart.test(text)) parsers.reverse();
  for (const parse of parsers) {
    try {
      return parse(text);
    } catch {
      // The next one is tried.
    }
  }
  return undefined;
}

const parseJson = (text: string): PythonValue => JSON.parse(text) as PythonValue;

function pickDicts(value: PythonValue, form: 'list' | 'dict', keys: readonly string[]): ParsedDicts {
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
