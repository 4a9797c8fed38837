/** A row of any file that was rejected: a line of the dead-letter file `rejected.ndjson` (rule 3). */
export type Rejection = {
  file: string;
  /** Physical line on which the row starts; the header is on line 1. Of a JSON document the number of the object. */
  line: number;
  /** Column at fault; `null` when it is the row as a whole. */
  column: string | null;
  reason: 'fieldCount' | 'json' | 'id' | 'title' | 'rating';
  /** The value found, and what is allowed. */
  message: string;
  /** The row as it is in the file, without its line end. */
  raw: string;
};
