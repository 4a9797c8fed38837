import { expect } from 'chai';
import { printable, showCell } from '../../../src/files/show-text.js';

describe('showCell', () => {
  it('quotes a value, and leaves letters of all scripts as they are', () => {
    expect(showCell("Zoë's 七人の侍 😀")).to.equal("'Zoë's 七人の侍 😀'");
  });

  it('spells out line ends, escape sequences of 7 and 8 bits, and marks of direction', () => {
    expect(showCell('a\r\n\tb\u001b]0;x\u0007\u009b2J\u202e\u2066\u2028\u007f')).to.equal(
      "'a\\r\\n\\tb\\x1b]0;x\\x07\\x9b2J\\u202e\\u2066\\u2028\\x7f'",
    );
  });

  it('shows 80 characters, and says that there are more', () => {
    expect(showCell('x'.repeat(81))).to.equal(`'${'x'.repeat(80)}…'`);
    expect(showCell('x'.repeat(80))).to.equal(`'${'x'.repeat(80)}'`);
  });
});

describe('printable', () => {
  it('keeps the line ends of the output, and nothing else that a terminal obeys', () => {
    expect(printable('one\n  two\u001b[2J\rthree\n')).to.equal('one\n  two\\x1b[2J\\rthree\n');
  });
});
