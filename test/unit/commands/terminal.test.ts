import { expect } from 'chai';
import { fold } from '../../../src/commands/terminal.js';
import { toTable } from '../../../src/commands/to-table.js';

describe('fold', () => {
  it('breaks long lines at spaces, further lines indented by two more', () => {
    expect(fold('  known for: budget 20 %, revenue 15 %\nshort\n', 20)).to.equal(
      '  known for: budget\n    20 %, revenue 15\n    %\nshort\n',
    );
  });

  it('leaves a word that is longer than the width, and everything where there is no limit', () => {
    const path = `/tmp/${'x'.repeat(30)}`;
    expect(fold(`in ${path} now`, 20)).to.equal(`in\n  ${path}\n  now`);
    expect(fold('a b c', Number.POSITIVE_INFINITY)).to.equal('a b c');
  });
});

describe('toTable', () => {
  const rows = [
    ['', 'rows', 'of no movie'],
    ['credits.csv', '3,054', '2'],
    ['links.csv', '7', ''],
  ];

  it('has a line for each row where that fits', () => {
    expect(toTable(rows, [], 40).split('\n')).to.deep.equal([
      '                rows  of no movie',
      '  credits.csv  3,054            2',
      '  links.csv        7             ',
      '',
    ]);
  });

  it('puts the words of the heading below each other where it is wider', () => {
    expect(toTable(rows, [], 30).split('\n').slice(0, 4)).to.deep.equal([
      '                         of',
      '                         no',
      '                rows  movie',
      '  credits.csv  3,054      2',
    ]);
  });

  it('is a list for each row where that is too wide, notes below their row in either form', () => {
    expect(toTable(rows, ['a note\nof two lines'], 20)).to.equal(
      '  credits.csv\n    rows: 3,054\n    of no movie: 2\n    a note\n    of two lines\n  links.csv\n    rows: 7\n',
    );
    expect(toTable(rows, [undefined, 'a note'], 40)).to.match(/ {2}links\.csv .*\n {4}a note\n$/);
  });
});
