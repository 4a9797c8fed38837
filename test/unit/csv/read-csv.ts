/**
 * Reads CSV as RFC 4180 and Python's `csv` do, character by character: a reader of the tests' own, so that no mistake is
 * shared with the program. A quote opens a quoted cell only at the start of a cell; a blank line is a row without cells.
 * @returns the rows; undefined when the text ends inside a quoted cell.
 */
export function readCsvStrictly(text: string): string[][] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let state: 'start' | 'plain' | 'quoted' | 'closing' = 'start';
  /** Whether the row has anything: a cell, or a quote. */
  let isBegun = false;
  const endRow = () => {
    if (isBegun) rows.push([...row, cell]);
    else rows.push([]);
    row = [];
    cell = '';
    state = 'start';
    isBegun = false;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    const isLineEnd = character === '\n' || (character === '\r' && [undefined, '\n'].includes(text[at + 1]));
    if (state === 'quoted') {
      if (character === '"') state = 'closing';
      else cell += character;
    } else if (state === 'closing' && character === '"') {
      cell += '"';
      state = 'quoted';
    } else if (isLineEnd) {
      if (character === '\r') at++;
      endRow();
    } else if (character === ',') {
      row.push(cell);
      cell = '';
      state = 'start';
      isBegun = true;
    } else if (character === '"' && state === 'start') {
      state = 'quoted';
      isBegun = true;
    } else {
      cell += character;
      state = 'plain';
      isBegun = true;
    }
  }
  if (state === 'quoted') return undefined;
  if (isBegun) endRow();
  return rows;
}
