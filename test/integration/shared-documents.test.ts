import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import csvParser from 'csv-parser';
import { loadedEdition } from '../support/loaded-edition.js';
import { describeWithSharedData, sharedSample } from '../support/shared-data.js';

type Row = Record<string, string>;

async function rowsOf(file: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of createReadStream(join(sharedSample, file)).pipe(csvParser())) rows.push(row);
  return rows;
}

/** As these cells are known to be written: `'id': 37,`, and no other key that ends so. */
const names = (cell: string | undefined, id: number): boolean =>
  new RegExp(`'id': ${id}[,}]`).test(cell ?? '');

/** Rules 5 and 11, of rows that are known to be sound. */
const counts = ({ status, release_date: date }: Row): boolean =>
  status === 'Released' && /^\d{4}-/.test(date ?? '');
const moneyOf = (rows: readonly Row[], column: string) => {
  const known = rows.map((row) => Number(row[column])).filter((amount) => amount >= 1000);
  return {
    sum: known.length > 0 ? known.reduce((sum, amount) => sum + amount, 0) : null,
    known: known.length,
  };
};

describeWithSharedData('the documents of the shared sample compared with its raw rows', function () {
  this.timeout(300_000);
  const loaded = loadedEdition(sharedSample);
  let movies: Row[];
  let credits: Map<string, Row>;
  before(async () => {
    // Rule 4: of several copies the one with the most votes, at a tie the last.
    const copies = new Map<string, Row>();
    for (const row of await rowsOf('movies_metadata.csv')) {
      const [id, other] = [row.id as string, copies.get(row.id as string)];
      if (other === undefined || Number(row.vote_count) >= Number(other.vote_count)) copies.set(id, row);
    }
    movies = [...copies.values()];
    credits = new Map((await rowsOf('credits.csv')).map((row) => [row.id as string, row]));
  });

  it('movie 862 equals its row', async () => {
    const row = movies.find(({ id }) => id === '862') as Row;
    const { data } = (await loaded.api.get('/v1/movies/862')).body;
    expect(data).to.deep.include({
      title: row.title,
      overview: row.overview,
      imdbId: row.imdb_id,
      releaseDate: row.release_date,
      budget: Number(row.budget),
      revenue: Number(row.revenue),
      profit: Number(row.revenue) - Number(row.budget),
      runtime: Number(row.runtime),
      votes: Number(row.vote_count),
    });
    for (const { id } of data.genres) expect(names(row.genres, id), `genre ${id}`).to.equal(true);
    for (const { id } of data.cast) expect(names(credits.get('862')?.cast, id), `cast ${id}`).to.equal(true);
  });

  for (const id of [5328, 37, 11108]) {
    it(`person ${id} has the movies whose credits name them, and their money`, async () => {
      const theirs = movies.filter((row) => {
        const { cast, crew } = credits.get(row.id as string) ?? {};
        return names(cast, id) || names(crew, id);
      });
      const { data } = (await loaded.api.get(`/v1/people/${id}`)).body;
      expect(theirs).to.have.length.greaterThan(2);
      expect(data.movies).to.equal(theirs.filter(counts).length);
      const shown: string[] = data.filmography.map((entry: { movie: { id: number } }) =>
        String(entry.movie.id),
      );
      expect(theirs.map((row) => row.id)).to.include.members(shown);
      expect(data.filmographyTotal).to.equal(shown.length);
      const counted = theirs.filter((row) => shown.includes(row.id as string) && counts(row));
      expect(data.totals).to.deep.include({
        releases: counted.length,
        budget: moneyOf(counted, 'budget'),
        revenue: moneyOf(counted, 'revenue'),
      });
    });
  }

  for (const id of [151, 397842, 8091]) {
    it(`collection ${id} has its parts in order, and their money`, async () => {
      const parts = movies.filter(({ belongs_to_collection: cell }) => names(cell, id));
      const { data } = (await loaded.api.get(`/v1/collections/${id}`)).body;
      const dated = [...parts].sort((a, b) =>
        (a.release_date as string) < (b.release_date as string) ? -1 : 1,
      );
      expect(data.parts.map((part: { id: number }) => String(part.id))).to.deep.equal(
        dated.map((row) => row.id),
      );
      const counted = parts.filter(counts);
      expect(data.totals).to.deep.include({
        releases: counted.length,
        budget: moneyOf(counted, 'budget'),
        revenue: moneyOf(counted, 'revenue'),
      });
    });
  }

  it('the most similar movie is another part of the collection', async () => {
    const { data } = (await loaded.api.get('/v1/movies/154/similar')).body;
    expect(names(movies.find(({ id }) => Number(id) === data[0].id)?.belongs_to_collection, 151)).to.equal(
      true,
    );
  });
});
