import { expect } from 'chai';
import { readText } from '../../src/search/read-text.js';

describe('readText', () => {
  it('takes quoted phrases and exclusions apart from words', () => {
    expect(readText('star "the last  war" -trek -"deep space" spider-man')).to.deep.equal({
      whole: 'star the last  war spider-man',
      words: ['star', 'spider', 'man'],
      phrases: ['the last war'],
      excluded: ['trek', 'deep space'],
    });
  });

  it('gives no meaning to query syntax, control characters and lone surrogates', () => {
    const { words, phrases, excluded } = readText('title:(a OR b)~2 \u0000\uD800 "');
    expect(words).to.deep.equal(['title', 'a', 'OR', 'b', '2']);
    expect([phrases, excluded]).to.deep.equal([[], []]);
  });
});
