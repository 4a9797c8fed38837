import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';
import { documentTypes } from '../../../src/model/document-type.js';
import { initials, thousands } from '../../../src/search/join-initials.js';
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

  it('has initials as one word, and numbers without commas', () => {
    const words: [string, string[]][] = [
      ['E.T.', ['ET']],
      ['E.T', ['ET']],
      ['L.A. Confidential', ['LA', 'Confidential']],
      ['A.J. Cook', ['AJ', 'Cook']],
      ['J. K. Simmons', ['JK', 'Simmons']],
      ['J. R. R. Tolkien', ['JRR', 'Tolkien']],
      ['M*A*S*H', ['MASH']],
      ['20,000 Leagues', ['20000', 'Leagues']],
      ['Samuel L. Jackson', ['Samuel', 'L', 'Jackson']],
      ['10,00', ['10', '00']],
    ];
    for (const [text, expected] of words) expect(readText(text).words, text).to.deep.equal(expected);
    expect(readText('"J. K. Simmons"').phrases).to.deep.equal(['JK Simmons']);
    expect(readText('E.T.').whole).to.equal('E.T.');
  });

  it('is cut as the index cuts its texts', () => {
    for (const type of documentTypes) {
      const path = join(projectRoot, 'mappings', `${type}.json`);
      const { char_filter } = JSON.parse(readFileSync(path, 'utf8')).settings.analysis;
      expect(char_filter.initials.pattern, type).to.equal(initials.source);
      expect(char_filter.thousands.pattern, type).to.equal(thousands.source);
    }
  });
});
