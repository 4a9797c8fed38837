import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  countries,
  foreignTitleEnds,
  foreignTitleStarts,
  genres,
  languageNames,
  plotOpeningsByGenre,
  roles,
  secondLanguages,
} from '../../../sample/vocabulary.js';
import { projectRoot } from '../../../src/config/project-root.js';

const folder = join(projectRoot, 'sample', 'vocabulary');

describe('vocabulary', () => {
  for (const file of readdirSync(folder)) {
    it(`${file} has entries, no blank around them and no entry twice`, () => {
      const lines = readFileSync(join(folder, file), 'utf8').split('\n');
      expect(lines.pop(), 'text after the last line break').to.equal('');
      const entries = lines.filter((line) => !line.startsWith('#'));
      expect(entries).not.to.be.empty;
      expect(entries.filter((entry) => entry === '' || entry.trim() !== entry)).to.deep.equal([]);
      // A language that is spoken often stands several times.
      if (file !== 'second-languages.txt') expect(entries).to.have.length(new Set(entries).size);
    });
  }

  it('leaves comments out and keeps a # inside an entry', () => {
    expect(roles).to.include('Twin #1');
    expect(roles.filter((role) => role.startsWith('#'))).to.deep.equal([]);
  });

  it('has numbers where a table promises them', () => {
    for (const { id, weight, fame, peak } of genres) {
      expect(id).to.be.above(0);
      expect(weight).to.be.above(0);
      expect(fame).to.be.above(0);
      if (peak !== undefined) expect(peak).to.be.within(1900, 2020);
    }
    for (const { iso, weight } of countries) {
      expect(iso).to.match(/^[A-Z]{2}$/);
      expect(weight).to.be.above(0);
    }
  });

  it('has a first sentence for each genre and both parts of the titles of each language', () => {
    expect([...plotOpeningsByGenre.keys()]).to.have.members(genres.map(({ id }) => String(id)));
    expect([...foreignTitleStarts.keys()]).to.deep.equal([...foreignTitleEnds.keys()]);
  });

  it('names every language but sh, which has no name in the data set', () => {
    const spoken = new Set([...countries.map(({ language }) => language), ...secondLanguages]);
    expect([...spoken].filter((code) => !languageNames.has(code))).to.deep.equal(['sh']);
  });
});
