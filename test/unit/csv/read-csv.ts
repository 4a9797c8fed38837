type CsvRecord = {
  cells: string[];
  /** Where the next record begins. */
  end: number;
  /** Whether it ends outside quotes. */
  isWhole: boolean;
  /** Whether each of its quotes opens a cell, closes one, or is doubled inside one. */
  isWellFormed: boolean;
};

/**
 * Reads CSV as RFC 4180 and Python's `csv` do, character by character: a reader of the tests' own, so that no mistake is
 * shared with the program. A quote opens a quoted cell only at the start of a cell; a blank line is a row without cells.
 * A record over several lines with a quote where none may be is only its first line when one of its next lines is a row
 * as wide as the header (rule 19).
 * @returns the rows; undefined when the text ends inside a quoted cell.
 */
export function readCsvStrictly(text: string): string[][] | undefined {
  const rows: string[][] = [];
  let columns = 0;
  for (let at = 0; at < text.length; ) {
    let record = readRecord(text, at);
    if (!record.isWhole) return undefined;
    columns ||= record.cells.length || 1;
    if (!record.isWellFormed && columns > 1 && hasSwallowed(text.slice(at, record.end), columns)) {
      const line = text.slice(at, text.indexOf('\n', at) + 1);
      record = { ...readRecord(line, 0), end: at + line.length };
      // The quote that was not closed took the line end for its own.
      if (!record.isWhole) record.cells.push((record.cells.pop() ?? '').replace(/\r?\n$/, ''));
    }
    rows.push(record.cells);
    at = record.end;
  }
  return rows;
}

/** Whether one of the next 20 lines of a record is a whole row by itself. */
function hasSwallowed(record: string, columns: number): boolean {
  let at = 0;
  for (let line = 0; line < 20; line++) {
    at = record.indexOf('\n', at) + 1;
    if (at === 0 || at === record.length) return false;
    const { cells, isWhole } = readRecord(record, at);
    if (isWhole && (cells.length || 1) === columns) return true;
  }
  return false;
}

function readRecord(text: string, start: number): CsvRecord {
  const cells: string[] = [];
  let cell = '';
  let state: 'start' | 'plain' | 'quoted' | 'closing' = 'start';
  let isWellFormed = true;
  /** Whether the row has anything: a cell, or a quote. */
  let isBegun = false;
  const found = (end: number, isWhole: boolean): CsvRecord => ({
    cells: isBegun ? [...cells, cell] : [],
    end,
    isWhole,
    isWellFormed,
  });
  for (let at = start; at < text.length; at++) {
    const character = text[at] as string;
    const isLineEnd = character === '\n' || (character === '\r' && [undefined, '\n'].includes(text[at + 1]));
    if (state === 'quoted') {
      if (character === '"') state = 'closing';
      else cell += character;
    } else if (state === 'closing' && character === '"') {
      cell += '"';
      state = 'quoted';
    } else if (isLineEnd) {
      return found(character === '\r' && at + 1 < text.length ? at + 2 : at + 1, true);
    } else if (character === ',') {
      cells.push(cell);
      cell = '';
      state = 'start';
      isBegun = true;
    } else if (character === '"' && state === 'start') {
      state = 'quoted';
      isBegun = true;
    } else {
      if (state === 'closing' || character === '"') isWellFormed = false;
      cell += character;
      state = 'plain';
      isBegun = true;
    }
  }
  return found(text.length, state !== 'quoted');
}
