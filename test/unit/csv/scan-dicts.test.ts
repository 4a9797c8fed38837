import { expect } from 'chai';
import fc from 'fast-check';
import { pythonRepr } from '../../../sample/python-repr.js';
import { type PythonDict, parsePythonLiteral } from '../../../src/csv/python-literal/parse-python-literal.js';
import { scanDicts } from '../../../src/csv/python-literal/scan-dicts.js';
import { readDicts } from '../../../src/csv/read-dicts.js';

const keys = ['id', 'name', 'order'];

/** The same by way of the parser that builds everything. */
function pick(text: string): unknown[][] {
  const value = parsePythonLiteral(text);
  const dicts = (Array.isArray(value) ? value : [value]) as PythonDict[];
  return dicts.map((dict) => keys.map((key) => dict[key]));
}

const text = fc.string({
  unit: fc.constantFrom('a', "'", '"', '\\', '\n', '{', '}', ', ', ': ', 'é', '😀'),
  maxLength: 8,
});
const value = fc.oneof(text, fc.integer(), fc.constant(null), fc.boolean());
const dict = fc.dictionary(fc.constantFrom('id', 'name', 'order', 'credit_id', 'x2'), value, { minKeys: 1 });

describe('scanDicts', () => {
  it("reads whatever Python's repr writes as the full parser does", () => {
    fc.assert(
      fc.property(fc.array(dict, { maxLength: 5 }), (dicts) => {
        const cell = pythonRepr(dicts);
        expect(scanDicts(cell, keys)).to.deep.equal(pick(cell));
      }),
      { numRuns: 2000 },
    );
  });

  it('answers the same as the full parser, or leaves it to that, when a character is changed', () => {
    const change = fc.constantFrom("'", '"', '\\', '\n', '[', '}', ',', ' ', '0', '.', 'N', '');
    fc.assert(
      fc.property(fc.array(dict, { minLength: 1, maxLength: 3 }), fc.nat(), change, (dicts, place, other) => {
        const cell = pythonRepr(dicts);
        const at = place % cell.length;
        const changed = cell.slice(0, at) + other + cell.slice(at + 1);
        const scanned = scanDicts(changed, keys);
        if (scanned !== undefined) expect(scanned).to.deep.equal(pick(changed));
      }),
      { numRuns: 5000 },
    );
  });

  it('leaves nesting, floats, big integers and other spacing to the full parser', () => {
    for (const cell of [
      "[{'id': [1]}]",
      "[{'id': 1.5}]",
      "[{'id': 12345678901234567890}]",
      "[{'id':1}]",
      '[1]',
    ]) {
      expect(scanDicts(cell, keys), cell).to.equal(undefined);
    }
    expect(readDicts("[{'id':1}, None]", 'list', keys)).to.deep.equal({
      dicts: [[1, undefined, undefined]],
      problem: null,
    });
  });
});
