import { expect } from 'chai';
import { spellNumbers } from '../../../src/search/number-words.js';

const spell = (text: string): string => spellNumbers(text.split(' ')).join(' ');

describe('numbers in words', () => {
  it('of several words become digits', () => {
    expect(spell('one hundred and one dogs')).to.equal('101 dogs');
    expect(spell('the thirty nine steps')).to.equal('the 39 steps');
    expect(spell('twenty thousand leagues')).to.equal('20000 leagues');
    expect(spell('Two Thousand and One')).to.equal('2001');
  });

  it('of one word stay, because titles are indexed with them in digits', () => {
    expect(spell('seven')).to.equal('seven');
    expect(spell('four weddings and a funeral')).to.equal('four weddings and a funeral');
  });

  it('that are not one number together stay apart', () => {
    expect(spell('two three')).to.equal('two three');
    expect(spell('twenty eleven')).to.equal('twenty eleven');
    expect(spell('hundred and')).to.equal('hundred and');
  });
});
