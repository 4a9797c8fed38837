import { expect } from 'chai';
import { indexColumns } from '../../../src/csv/columns.js';
import { DatasetError } from '../../../src/files/dataset-error.js';
import { linksColumns, ratingsColumns } from '../../../src/sources/the-movies-dataset.js';

describe('indexColumns', () => {
  it('finds columns by name, in any order', () => {
    expect(
      indexColumns(['tmdbId', 'movieId', 'imdbId'], { needed: linksColumns }, 'links.csv'),
    ).to.deep.equal({
      movieId: 1,
      imdbId: 2,
      tmdbId: 0,
    });
  });

  const wrong: [string, string[], string][] = [
    [
      'names what is missing and what is unknown',
      ['movieId', 'imdb'],
      "missing: imdbId, tmdbId; unknown or repeated: 'imdb'",
    ],
    ['names what is there twice', [...linksColumns, 'imdbId'], "(unknown or repeated: 'imdbId')"],
    ['tells semicolons', ['movieId;imdbId;tmdbId'], 'separated by semicolons, not by commas'],
    ['tells semicolons around quoted names', ['movieId;"imdbId";"tmdbId"'], 'separated by semicolons'],
    ['tells tabs', ['movieId\timdbId\ttmdbId'], 'separated by tabs'],
    ['tells vertical bars', ['movieId|imdbId|tmdbId'], 'separated by vertical bars'],
    ['names the columns expected', ['nothing'], 'in any order: movieId,imdbId,tmdbId'],
    ['says that nothing is there', [], 'missing: movieId, imdbId, tmdbId'],
  ];
  for (const [name, header, message] of wrong) {
    it(name, () => {
      expect(() => indexColumns(header, { needed: linksColumns }, 'an/edition/links.csv'))
        .to.throw(DatasetError, message)
        .with.property('message')
        .that.matches(/^an\/edition\/links\.csv: line 1: /);
    });
  }

  it('does not repeat a header of a thousand columns', () => {
    const header = Array.from({ length: 1000 }, (_, index) => `column ${index}`);
    expect(() => indexColumns(header, { needed: ratingsColumns }, 'ratings.csv')).to.throw(
      "'column 29' and 970 more",
    );
  });
});
