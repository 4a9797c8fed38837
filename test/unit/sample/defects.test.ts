import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type CsvFile, columns } from '../../../sample/csv-files.js';
import type { Ledger } from '../../../sample/ledger.js';
import { writeEdition } from '../../../sample/write-edition.js';
import type { MovieColumn } from '../../../src/sources/movie-record.js';
import { readCsv } from '../../support/read-csv.js';

type Row = Record<MovieColumn, string>;

const header = columns['movies_metadata.csv'];
const company = /\{'name': ('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"), 'id': (\d+)\}/g;

for (const { movies, seed } of [
  { movies: 200, seed: 3 },
  { movies: 500, seed: 4_294_967_295 },
]) {
  describe(`an edition of ${movies} movies with seed ${seed}`, () => {
    let folder: string;
    let ledger: Ledger;
    let physical: string[][];
    let whole: Row[];
    let kept: Row[];

    const read = new Map<CsvFile, string[][]>();
    const cells = (file: CsvFile) => {
      const rows = read.get(file) ?? readCsv(readFileSync(join(folder, file), 'utf8')).slice(1);
      read.set(file, rows);
      return rows;
    };
    const count = (holds: (row: Row) => boolean) => kept.filter(holds).length;
    const some = (what: string, holds: (row: Row) => boolean) => expect(count(holds), what).to.be.above(0);

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'marquee-defects-'));
      ledger = await writeEdition(folder, { movies, seed, ratings: 57 * movies });
      physical = cells('movies_metadata.csv');
      whole = joinSplits(physical)
        .filter((row) => row.length === header.length)
        .map(named);
      kept = [...survivors(whole).values()];
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    it('keeps exactly the movies that were asked for', () => {
      expect(kept).to.have.length(movies);
      expect(ledger.movies).to.equal(movies);
    });

    it('breaks records by a bare newline, 10 fields and 15', () => {
      const splits = physical.filter((row, n) => row.length === 10 && physical[n + 1]?.length === 15);
      expect(splits.length).to.equal(ledger.repaired).and.to.be.at.least(2);
    });

    it('holds rows to reject, for each reason', () => {
      const good = (row: Row) => /^[1-9]\d*$/.test(row.id);
      const byId = whole.filter((row) => !good(row));
      expect(byId.length).to.equal(ledger.rejected.id);
      for (const shape of [/^\d{4}-\d\d-\d\d$/, /^$/, /^-\d+$/, /^0$/, /^tt\d+$/]) {
        expect(byId.filter(({ id }) => shape.test(id)).length, String(shape)).to.be.above(0);
      }
      expect(whole.filter((row) => good(row) && row.title === '').length)
        .to.equal(ledger.rejected.title)
        .and.to.be.above(0);
      const odd = joinSplits(physical).filter((row) => row.length !== header.length);
      expect(odd.map((row) => row.length).sort()).to.include.members([10, 23, 25]);
      expect(odd.length).to.equal(ledger.rejected.fieldCount);
      expect(ledger.rejected.total).to.equal(byId.length + ledger.rejected.title + odd.length);
    });

    it('writes movies twice: alike, with another poster, popularity, and with more and fewer votes', () => {
      const copies = { identical: 0, poster: 0, popularity: 0, more: 0, fewer: 0 };
      for (const rows of groups(whole).values()) {
        const [first, ...others] = rows as [Row, ...Row[]];
        for (const other of others) {
          const votes = Number(other.vote_count) - Number(first.vote_count);
          if (header.every((column) => first[column] === other[column])) copies.identical++;
          else if (votes !== 0) copies[votes > 0 ? 'more' : 'fewer']++;
          else copies[first.poster_path === other.poster_path ? 'popularity' : 'poster']++;
        }
      }
      const { identical, ...conflicting } = copies;
      for (const [kind, number] of Object.entries(copies)) expect(number, kind).to.be.above(0);
      expect(identical).to.equal(ledger.duplicates.identical);
      expect(Object.values(conflicting).reduce((a, b) => a + b)).to.equal(ledger.duplicates.conflicting);
      expect(identical + ledger.duplicates.conflicting).to.equal(ledger.duplicates.total);
    });

    it('holds money that is unknown, small, unreadable, on one side only, lost and won', () => {
      const known = (cell: string) => /^\d+$/.test(cell) && Number(cell) >= 1000;
      const suspect = (cell: string) => /^\d+$/.test(cell) && Number(cell) > 0 && Number(cell) < 1000;
      some('0', (row) => row.budget === '0' && row.revenue === '0');
      some('file name', (row) => /^\/.+\.jpg$/.test(row.budget));
      some('empty', (row) => row.revenue === '');
      some('budget only', (row) => known(row.budget) && !known(row.revenue));
      some('revenue only', (row) => !known(row.budget) && known(row.revenue));
      some(
        'loss',
        (row) => known(row.budget) && known(row.revenue) && Number(row.revenue) < Number(row.budget),
      );
      some(
        'profit',
        (row) => known(row.budget) && known(row.revenue) && Number(row.revenue) > Number(row.budget),
      );
      expect(count((row) => suspect(row.budget) || suspect(row.revenue)))
        .to.equal(ledger.suspectUnits)
        .and.to.be.at.least(6);
    });

    it('holds dates that are missing, ambiguous, impossible, or saved by a spreadsheet', () => {
      const ambiguous = count((row) => /^\d{1,2}\/\d{1,2}\/\d\d$/.test(row.release_date));
      const empty = count((row) => row.release_date === '');
      const impossible = count((row) => /-(02-30|13-05|06-31)$/.test(row.release_date));
      some('M/D/YYYY', (row) => /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(row.release_date));
      for (const number of [ambiguous, empty, impossible]) expect(number).to.be.above(0);
      expect(ambiguous).to.equal(ledger.ambiguousDates);
      expect(ambiguous + empty + impossible).to.equal(ledger.undated);
    });

    it('holds every status', () => {
      for (const status of ['Rumored', 'Post Production', 'In Production', 'Planned', 'Canceled', '']) {
        some(`'${status}'`, (row) => row.status === status);
      }
      expect(count((row) => row.status !== 'Released')).to.equal(ledger.unreleased);
    });

    it('holds figures that are missing, no numbers, negative, and real zeros', () => {
      some('no popularity', (row) => row.popularity === '');
      some('words', (row) => /[a-z]{3}/.test(row.popularity));
      some('negative', (row) => row.popularity.startsWith('-'));
      some('no vote', (row) => row.vote_count === '0');
      some('no runtime', (row) => row.runtime === '');
      some('no IMDb id', (row) => row.imdb_id === '');
    });

    it('holds literals that cannot be read, in each of the five columns', () => {
      const broken = (cell: string) =>
        /^\[\{'id': (18, 'name': 'Dra$|5120, 'name': 'Sailor's|nan)/.test(cell);
      const literals = [
        'genres',
        'production_companies',
        'production_countries',
        'spoken_languages',
        'belongs_to_collection',
      ] as const;
      for (const column of literals) some(column, (row) => broken(row[column]));
      const cellsBroken = literals
        .map((column) => count((row) => broken(row[column])))
        .reduce((a, b) => a + b);
      expect(cellsBroken).to.equal(ledger.unreadableLiterals.movies);
      expect(cells('credits.csv').flat().filter(broken)).to.have.length(ledger.unreadableLiterals.credits);
      expect(cells('keywords.csv').flat().filter(broken)).to.have.length(ledger.unreadableLiterals.keywords);
    });

    it('repeats genres and companies in a cell, and leaves cells empty', () => {
      const repeats = (cell: string) => {
        const ids = [...cell.matchAll(/'id': (\d+)/g)].map(([, id]) => id);
        return new Set(ids).size < ids.length;
      };
      some('genre', (row) => repeats(row.genres));
      some('company', (row) => repeats(row.production_companies));
      some('no genre', (row) => row.genres === '[]');
      some('no company', (row) => row.production_companies === '[]');
      some('no country', (row) => row.production_countries === '[]');
      some('no language', (row) => row.spoken_languages === '[]');
    });

    it('spells a company in several ways, ties included, and gives one name to two ids', () => {
      const spellings = new Map<string, Map<string, number>>();
      const ids = new Map<string, Set<string>>();
      for (const row of kept) {
        for (const [, name = '', id = ''] of row.production_companies.matchAll(company)) {
          const counts = spellings.get(id) ?? new Map<string, number>();
          spellings.set(id, counts.set(name, (counts.get(name) ?? 0) + 1));
          ids.set(name, (ids.get(name) ?? new Set()).add(id));
        }
      }
      const several = [...spellings.values()]
        .filter(({ size }) => size > 1)
        .map((counts) => [...counts.values()]);
      expect(
        several.some((counts) => new Set(counts).size > 1),
        'a majority',
      ).to.equal(true);
      expect(
        several.some((counts) => new Set(counts).size === 1),
        'a tie',
      ).to.equal(true);
      expect(ids.get("'Canal Aurore'")?.size).to.equal(2);
    });

    it('spells a keyword and a person in two ways', () => {
      const keywords = JSON.stringify(cells('keywords.csv'));
      const people = JSON.stringify(cells('credits.csv'));
      for (const name of ['lighthouse keeper', 'lighthouse-keeper']) expect(keywords).to.contain(name);
      for (const name of ['Varley-Quist', 'Varley Quist']) expect(people).to.contain(name);
    });

    it('has a company without any movie that counts', () => {
      const shelved = kept.filter((row) => row.production_companies.includes('Shelved Dreams Ltd.'));
      const counts = (row: Row) =>
        row.status === 'Released' && /^\d{4}-(?!02-30|13-05|06-31)/.test(row.release_date);
      expect(shelved.length).to.be.at.least(2);
      expect(shelved.filter(counts)).to.deep.equal([]);
    });

    it('holds text that is hard to carry', () => {
      some('newline in a cell', (row) => /\n\nWritten by/.test(row.overview));
      some('newline in a tagline', (row) => row.tagline.includes('\n'));
      some('no-break space', (row) => row.overview.includes('\u00a0'));
      some('escaped in a literal', (row) => /\\xa0.*\\u200b/.test(row.production_companies));
      some('escaped backslash', (row) => row.production_companies.includes("'Either\\\\Or Films'"));
      some('backslash', (row) => row.title.includes('\\'));
      some('quotes', (row) => row.title.includes('"'));
      some('both quotes in a literal', (row) =>
        row.production_companies.includes(`'The "Tinker\\'s Yard" Film Co.'`),
      );
      some('apostrophe in a literal', (row) =>
        /"[^"]*'s [^"]*"/.test(row.production_companies + row.belongs_to_collection),
      );
      some('emoji', (row) => row.title.includes('🎈'));
      some('another script', (row) => /\p{Lo}/u.test(row.original_title));
    });

    it('holds credits and keywords that are copies, strangers, empty or missing', () => {
      const movieIds = new Set(kept.map(({ id }) => id));
      for (const [file, idColumn] of [
        ['credits.csv', 2],
        ['keywords.csv', 0],
      ] as const) {
        const byId = new Map<string, string[]>();
        for (const row of cells(file)) {
          const id = row[idColumn] as string;
          byId.set(id, [...(byId.get(id) ?? []), row.join()]);
        }
        const copies = [...byId.values()].filter(({ length }) => length > 1);
        const conflicting = copies.filter((rows) => new Set(rows).size > 1).length;
        const book = ledger[file === 'credits.csv' ? 'credits' : 'keywords'];
        expect(copies.length - conflicting, file)
          .to.equal(book.identical)
          .and.to.be.above(0);
        expect(conflicting, file).to.equal(file === 'credits.csv' ? ledger.credits.conflicting : 0);
        expect(
          [...byId.keys()].filter((id) => !movieIds.has(id)),
          file,
        ).to.have.length(book.strangers);
        expect(
          [...movieIds].some((id) => !byId.has(id)),
          file,
        ).to.equal(true);
      }
      expect(ledger.credits.conflicting).to.be.above(0);
      expect(cells('credits.csv').some(([cast]) => cast === '[]')).to.equal(true);
      expect(cells('credits.csv').some(([, crew]) => crew === '[]')).to.equal(true);
    });

    it('holds links that are missing, without tmdbId, repeated, and equal to the id of another movie', () => {
      const links = cells('links.csv');
      const movieIds = new Set(kept.map(({ id }) => id));
      const tmdbIds = links.map(([, , tmdbId]) => tmdbId as string).filter((id) => id !== '');
      const repeated = new Set(tmdbIds.filter((id, n) => tmdbIds.indexOf(id) !== n));
      const [accident] = links.filter(
        ([lensId, , tmdbId]) => lensId !== tmdbId && movieIds.has(lensId as string),
      );
      expect(links.length - tmdbIds.length)
        .to.equal(ledger.links.withoutTmdbId)
        .and.to.be.above(0);
      expect(repeated.size).to.equal(ledger.links.repeatedTmdbIds).and.to.be.above(0);
      expect(accident, 'accidental match').not.to.equal(undefined);
      expect(links.every(([, imdbId]) => /^\d{7}$/.test(imdbId as string))).to.equal(true);
      expect([...movieIds].filter((id) => !tmdbIds.includes(id)).length).to.equal(
        ledger.links.missingMovies + ledger.links.withoutTmdbId,
      );
    });

    it('holds ratings that no link joins, and small files that are no subsets', () => {
      const tmdbIdOf = new Map(cells('links.csv').map(([lensId, , tmdbId]) => [lensId, tmdbId]));
      const ratings = cells('ratings.csv');
      const full = new Set(ratings.map((row) => row.join()));
      expect(
        ratings.some(([, lensId]) => !tmdbIdOf.has(lensId)),
        'no link',
      ).to.equal(true);
      expect(
        ratings.some(([, lensId]) => tmdbIdOf.get(lensId) === ''),
        'no tmdbId',
      ).to.equal(true);
      expect(new Set(ratings.map(([user, lensId]) => `${user},${lensId}`)).size, 'twice').to.equal(
        ratings.length,
      );
      expect(ratings.every(([, , rating]) => /^([0-4]\.5|[1-5]\.0)$/.test(rating as string))).to.equal(true);
      expect(cells('ratings_small.csv').some((row) => !full.has(row.join()))).to.equal(true);
      expect(cells('links_small.csv').some(([lensId]) => !tmdbIdOf.has(lensId))).to.equal(true);
    });
  });
}

/** Two short rows in a row that make up one record, joined. */
function joinSplits(rows: readonly string[][]): string[][] {
  const joined: string[][] = [];
  for (let n = 0; n < rows.length; n++) {
    const row = rows[n] as string[];
    const next = rows[n + 1] ?? [];
    if (
      row.length < header.length &&
      next.length < header.length &&
      row.length + next.length === header.length + 1
    ) {
      joined.push([...row.slice(0, -1), `${row.at(-1)}\n${next[0]}`, ...next.slice(1)]);
      n++;
    } else joined.push(row);
  }
  return joined;
}

function named(cells: readonly string[]): Row {
  return Object.fromEntries(header.map((column, n) => [column, cells[n]])) as Row;
}

function groups(rows: readonly Row[]): Map<string, Row[]> {
  const byId = new Map<string, Row[]>();
  for (const row of rows) {
    if (/^[1-9]\d*$/.test(row.id) && row.title !== '') byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  }
  return byId;
}

/** The row of each id that stays: most votes, the later at a tie. */
function survivors(rows: readonly Row[]): Map<string, Row> {
  const best = (kept: Row, row: Row) => (Number(row.vote_count) >= Number(kept.vote_count) ? row : kept);
  return new Map([...groups(rows)].map(([id, copies]) => [id, copies.reduce(best)]));
}
