/** Reads CSV text into rows of cells: a reader of the tests' own, so that no mistake is shared with the program. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let n = 0; n < text.length; n++) {
    const character = text[n] as string;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[n + 1] === '"') cell += text[++n];
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += character;
  }
  return rows;
}
