import { ByteStrings } from '../csv/byte-strings.js';
import { ByteTable } from '../csv/byte-table.js';
import type { CsvScanner } from '../csv/csv-scanner.js';
import type { LiteralProblem } from '../csv/read-dicts.js';
import type { ReferenceReading } from '../csv/references.js';
import type { DocumentWriter } from './document-writer.js';
import type { MetadataField } from './metadata-movie.js';
import { keyOf, type Reference } from './references-of.js';
import type { SpellingBook } from './spelling-book.js';

const [space, comma, openingBracket, closingBracket, closingBrace] = [32, 44, 91, 93, 125];

/** Most references of a cell that is read by its bytes; the data set has up to 26 companies. */
const maxFound = 64;

/**
 * A column of lists of references. Its cells are made of few different dicts, so each dict is read once, and
 * known by its bytes from then on: where a dict ends depends on nothing behind it, so the same bytes are the
 * same dict.
 */
export class ReferenceColumn {
  private readonly dicts = new ByteTable();
  /** Per dict its JSON, its spelling and its entity. */
  private readonly jsons = new ByteStrings();
  private readonly spellings: number[] = [];
  private readonly entities: number[] = [];
  /** The references of the cell at hand: as many of these dicts as were found. */
  private readonly found = new Int32Array(maxFound);

  constructor(
    private readonly index: number,
    private readonly field: MetadataField,
    private readonly book: SpellingBook<number | string>,
    private readonly read: (cell: string) => ReferenceReading<Reference>,
  ) {}

  /** Writes the references of a row, and adds the numbers of their spellings to a list. */
  copy(row: CsvScanner, document: DocumentWriter, spellings: number[]): LiteralProblem | null {
    const count = this.find(row);
    if (count === -1) return this.copyText(row.cell(this.index), document, spellings);
    for (let at = 0; at < count; at++) spellings.push(this.spellings[this.found[at] as number] as number);
    document.list(this.field, this.jsons, this.found, count);
    return null;
  }

  /** Finds the dicts of a cell by their bytes, each entity once; -1 when there is anything else, or too much. */
  private find(row: CsvScanner): number {
    const { source } = row;
    let at = row.startOf(this.index);
    let end = row.endOf(this.index);
    if (row.isQuoted(this.index)) {
      at++;
      end--;
    }
    if (source[at++] !== openingBracket || source[--end] !== closingBracket || at > end) return -1;
    let count = 0;
    while (at < end) {
      const close = source.indexOf(closingBrace, at) + 1;
      if (close === 0 || close > end || count === maxFound) return -1;
      let dict = this.dicts.find(source, at, close);
      if (dict === -1) dict = this.learn(row, at, close);
      if (dict === -1) return -1;
      if (!this.hasFound(dict, count)) this.found[count++] = dict;
      at = close;
      if (at === end) break;
      if (source[at] !== comma || source[at + 1] !== space || at + 2 === end) return -1;
      at += 2;
    }
    return count;
  }

  /** Rule 9: an entity counts once. */
  private hasFound(dict: number, count: number): boolean {
    const entity = this.entities[dict];
    for (let at = 0; at < count; at++) if (this.entities[this.found[at] as number] === entity) return true;
    return false;
  }

  /** Reads a dict that was not met before; -1 when the bytes are none, or it has no key or name. */
  private learn(row: CsvScanner, start: number, end: number): number {
    if (!row.isQuoted(this.index)) return -1;
    const text = row.source.toString('utf8', start, end).replaceAll('""', '"');
    const { references, problem } = this.read(`[${text}]`);
    const [reference] = references;
    if (reference === undefined || references.length > 1 || problem !== null) return -1;
    const spelling = this.book.spellingOf(keyOf(reference), reference.name);
    this.spellings.push(spelling);
    this.entities.push(this.book.entityOf(spelling));
    this.jsons.addText(JSON.stringify(reference));
    return this.dicts.add(row.source, start, end);
  }

  private copyText(cell: string, document: DocumentWriter, spellings: number[]): LiteralProblem | null {
    const { references, problem } = this.read(cell);
    for (const reference of references) {
      spellings.push(this.book.spellingOf(keyOf(reference), reference.name));
    }
    document.json(this.field, Buffer.from(JSON.stringify(references)), references.length > 0);
    return problem;
  }
}
