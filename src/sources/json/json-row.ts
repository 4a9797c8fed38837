import type { PythonValue } from '../../csv/python-literal/parse-python-literal.js';

/** A value of a JSON file. */
export type JsonRow = {
  /** Physical line, from 1; in a document, which has no lines that count, the number of the object. */
  line: number;
  /** As it stands in the file; of a document as `JSON.stringify` writes it. */
  readonly bytes: Buffer;
} & ({ value: PythonValue; problem?: undefined } | { problem: string; value?: undefined });
