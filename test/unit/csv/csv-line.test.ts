import { expect } from 'chai';
import { csvLine } from '../../../src/csv/csv-line.js';

describe('csvLine', () => {
  it('quotes a text only where it must be, and doubles its quotes', () => {
    expect(csvLine(['plain', 'a,b', 'say "no"', 'two\nlines', 'cr\r', " 'x' "])).to.equal(
      `plain,"a,b","say ""no""","two\nlines","cr\r", 'x' \n`,
    );
  });

  it('tells null from an empty text and from the text NULL, and writes numbers and booleans as they are', () => {
    expect(csvLine([null, '', 'NULL', 'NULLS', 0, -1.5, true])).to.equal(',"","NULL",NULLS,0,-1.5,true\n');
  });

  it('ends with the line end that is asked for', () => {
    expect(csvLine(['a', 'b'], '\r\n')).to.equal('a,b\r\n');
  });
});
