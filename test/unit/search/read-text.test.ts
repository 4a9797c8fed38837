import { expect } from 'chai';
import { readText } from '../../../src/search/read-text.js';

describe('a text to search for', () => {
  it('is parsed into words, phrases and exclusions', () => {
    expect(readText('night "star wars" -trek -"the next"')).to.deep.equal({
      whole: 'night star wars',
      words: ['night'],
      phrases: ['star wars'],
      excluded: ['trek', 'the next'],
    });
  });

  it('keeps a minus inside a word; a minus alone excludes nothing', () => {
    expect(readText('spider-man - two')).to.deep.include({ words: ['spider', 'man', 'two'], excluded: [] });
  });

  it('treats an unpaired quotation mark as a blank', () => {
    expect(readText('"star wars')).to.deep.include({ words: ['star', 'wars'], phrases: [] });
  });

  it('has no control characters, and a limited number of words', () => {
    expect(readText('a\u0000b').words).to.deep.equal(['a', 'b']);
    expect(readText('a '.repeat(100)).words).to.have.length(24);
  });
});
