import { expect } from 'chai';
import fc from 'fast-check';
import { pythonRepr } from '../../../sample/python-repr.js';
import { readEntities } from '../../../src/csv/references.js';
import { scanCells } from '../../../src/csv/scan-cells.js';
import { NdjsonFile } from '../../../src/hydration/json-lines.js';
import { DocumentWriter } from '../../../src/transform/document-writer.js';
import { metadataFields } from '../../../src/transform/metadata-movie.js';
import { bookOf, createReferenceBooks } from '../../../src/transform/reference-books.js';
import { ReferenceColumn } from '../../../src/transform/reference-column.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const name = fc.string({
  unit: fc.constantFrom('a', "'", '"', '\\', '}', ']', ', ', 'é', '😀'),
  maxLength: 4,
});
const dict = fc.record({ id: fc.integer({ min: -1, max: 4 }), name: fc.oneof(name, fc.constant(null)) });
const cells = fc.array(fc.oneof(dict, dict, fc.constant(null)), { maxLength: 5 }).map(pythonRepr);
const other = fc.constantFrom(
  '',
  '[]',
  '[',
  '[]]',
  'None',
  "{'id': 1, 'name': 'a'}",
  "[{'id': 1, 'name': 'a'}, ]",
);

describe('ReferenceColumn', () => {
  const path = `${temporaryFolder()}/documents`;

  it('writes of every cell, met before or not, what reading it as text says', () => {
    const file = new NdjsonFile(path);
    const document = new DocumentWriter(file);
    const book = bookOf(createReferenceBooks(), 'genres');
    const column = new ReferenceColumn(0, metadataFields.genres, book, readEntities);
    fc.assert(
      fc.property(fc.oneof(cells, cells, other), (cell) => {
        const row = scanCells([cell]);
        const start = file.position;
        const spellings: number[] = [];
        document.begin(row);
        const problem = column.copy(row, document, spellings);
        document.end();
        const written = file.read(start, file.position - start).toString();
        const expected = readEntities(cell);
        expect(written).to.equal(`,"genres":${JSON.stringify(expected.references)}`);
        expect(problem).to.equal(expected.problem);
        const numbers = expected.references.map(({ id, name }) => book.spellingOf(id, name));
        expect(spellings).to.deep.equal(numbers);
        expect(document.known !== 0).to.equal(numbers.length > 0);
      }),
      { numRuns: 3000 },
    );
    file.close();
  });
});
