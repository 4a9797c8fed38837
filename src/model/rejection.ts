/** A row that could not be used, of whichever file: a line of the dead-letter file `rejected.ndjson` (rule 3). */
export type Rejection = {
  file: string;
  /** Physical line on which the row starts; the header is on line 1. */
  line: number;
  /** Column at fault; `null` when it is the row as a whole. */
  column: string | null;
  reason: 'fieldCount' | 'id' | 'title' | 'rating';
  /** What was found, and what is allowed. */
  message: string;
  /** The row as it stands in the file, without its line end. */
  raw: string;
};
