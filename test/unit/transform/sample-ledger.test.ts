import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { Ledger } from '../../../sample/ledger.js';
import { smallStride } from '../../../sample/links-rows.js';
import { writeEdition } from '../../../sample/write-edition.js';
import { inTemporaryFolder, type Transformed, transformFolder } from '../../support/edition.js';

describe('transformEdition, the sample edition', () => {
  let ledger: Ledger;
  let full: Transformed;
  let small: Transformed;

  before(async function () {
    this.timeout(120_000);
    await inTemporaryFolder(async (folder) => {
      const edition = join(folder, 'edition');
      ledger = await writeEdition(edition, { movies: 500, seed: 3, ratings: 20_000 });
      full = await transformFolder(edition, join(folder, 'full'));
      small = await transformFolder(edition, join(folder, 'small'), true);
    });
  });

  it('finds in every file what the generator put there', () => {
    const { report } = full;
    expect(report).to.include({
      movies: ledger.movies,
      rejected: ledger.rejected.total,
      duplicates: ledger.duplicates.total,
      repaired: ledger.repaired,
      undated: ledger.undated,
      unreleased: ledger.unreleased,
    });
    const { credits, keywords, unreadableLiterals, links } = ledger;
    const unreadable = (file: string): number =>
      Object.values(report.files[file]?.issues ?? {}).reduce((sum, { count }) => sum + count, 0);
    expect(report.files['credits.csv']).to.deep.include({
      rows: ledger.files['credits.csv'].rows,
      rejected: 0,
      duplicates: { identical: credits.identical, conflicting: credits.conflicting },
      orphans: credits.strangers,
    });
    expect(report.files['credits.csv']?.conflicts).to.have.length(credits.conflicting);
    expect(unreadable('credits.csv')).to.equal(unreadableLiterals.credits);
    expect(report.files['keywords.csv']).to.deep.include({
      rows: ledger.files['keywords.csv'].rows,
      duplicates: { identical: keywords.identical, conflicting: 0 },
      orphans: keywords.strangers,
    });
    expect(unreadable('keywords.csv')).to.equal(unreadableLiterals.keywords);
    expect(report.links).to.include({
      withoutTmdbId: links.withoutTmdbId,
      ambiguous: 2 * links.repeatedTmdbIds,
    });
    const unrated = links.missingMovies + links.withoutTmdbId + links.repeatedTmdbIds;
    expect(report.links?.joined).to.equal(ledger.movies - unrated);
  });

  it('accounts for every row of the ratings', () => {
    for (const { report, movies } of [full, small]) {
      const {
        joined = 0,
        unlinked = 0,
        withoutTmdbId = 0,
        ambiguous = 0,
        orphans = 0,
      } = report.ratings ?? {};
      const name = report.files['ratings.csv'] ? 'ratings.csv' : 'ratings_small.csv';
      expect(joined + unlinked + withoutTmdbId + ambiguous + orphans).to.equal(ledger.files[name].rows);
      expect(movies.reduce((sum, { movieLens }) => sum + (movieLens?.count ?? 0), 0)).to.equal(joined);
    }
  });

  it('joins the small files through the small links', () => {
    expect(small.report.links?.joined).to.be.at.least(Math.ceil(ledger.movies / smallStride));
    expect(small.report.ratings?.joined).to.be.greaterThan(0);
    expect(small.movies.filter(({ movieLens }) => movieLens).length).to.be.lessThan(ledger.movies / 2);
  });

  it('chooses the names of the person and the keyword that are spelled in two ways', () => {
    const person = full.people.find(({ id }) => id === 2);
    expect(person?.spellings).to.deep.equal(['Ottoline Varley-Quist', 'Ottoline Varley Quist']);
    const keyword = full.keywords.find(({ id }) => id === 2047);
    expect(keyword?.spellings).to.deep.equal(['lighthouse keeper', 'lighthouse-keeper']);
    const names = full.movies.flatMap(({ cast, keywords }) => [...cast, ...keywords]);
    expect(names.filter(({ id }) => id === 2047).map(({ name }) => name)).to.not.include('lighthouse-keeper');
    expect(names.filter(({ id }) => id === 2).map(({ name }) => name)).to.not.include(
      'Ottoline Varley Quist',
    );
  });

  it('writes a document for exactly the people and keywords that movies refer to', () => {
    const keywords = new Set(full.movies.flatMap((movie) => movie.keywords.map(({ id }) => id)));
    expect(full.keywords.map(({ id }) => id)).to.deep.equal([...keywords].sort((a, b) => a - b));
    const people = new Set(full.people.map(({ id }) => id));
    for (const { cast, crew } of full.movies)
      for (const { id } of [...cast, ...crew]) expect(people.has(id)).to.equal(true);
  });
});
