import { readId } from '../csv/cells.js';
import { linksColumns } from '../csv/other-columns.js';
import type { FileReport, LinksReport } from '../model/report.js';
import { IdTable } from './key-table.js';
import { LatestRows } from './latest-rows.js';
import type { MovieCopies } from './movie-copies.js';
import { NumberList } from './number-list.js';
import { badId, type Fault, type Reading, readSideFile, type SourceStream } from './read-side-file.js';

/** What a link is good for. */
export type LinkFate = keyof LinksReport;
const fates: readonly LinkFate[] = ['joined', 'withoutTmdbId', 'ambiguous', 'orphans'];

/**
 * The links from MovieLens ids to movies (rule 10). A tmdbId that two MovieLens ids claim is ambiguous: neither
 * of them can be told to be the movie, so that their ratings count for none.
 */
export class LinksOfMovies {
  /** The links by MovieLens id. */
  readonly links = new IdTable();
  private readonly rows = new LatestRows();
  /** Per link its tmdbId, 0 for none, and what it is good for. */
  private readonly tmdbIds = new NumberList(Float64Array);
  private readonly linkFates = new NumberList(Uint8Array);
  /** Per movie its link + 1. */
  private readonly linkOfMovie = new NumberList(Uint32Array);

  constructor(private readonly copies: MovieCopies) {}

  async read(file: SourceStream, reading: Reading): Promise<{ file: FileReport; links: LinksReport }> {
    const report = await readSideFile(file, linksColumns, reading, (row, at): Fault | undefined => {
      const id = readId(row.cell(at.movieId));
      if (id === undefined) return badId('movieId', row.cell(at.movieId));
      const cell = row.cell(at.tmdbId).trim();
      // Tools that hold the column as floats, because of its gaps, write 862.0.
      const tmdbId = cell === '' ? 0 : readId(cell.replace(/\.0$/, ''));
      if (tmdbId === undefined) return badId('tmdbId', cell);
      const link = this.links.add(id);
      this.rows.add(link, row);
      this.tmdbIds.set(link, tmdbId);
      return undefined;
    });
    this.rows.reportInto(report, (link) => this.links.keyAt(link));
    const links = this.join();
    return { file: { ...report, orphans: links.orphans }, links };
  }

  fateOf = (link: number): LinkFate => fates[this.linkFates.at(link)] as LinkFate;

  /** The link that gives a movie its ratings; -1 when there is none. */
  linkOf = (movie: number): number => this.linkOfMovie.at(movie) - 1;

  movieLensIdOf(movie: number): number | null {
    const link = this.linkOf(movie);
    return link === -1 ? null : this.links.keyAt(link);
  }

  private join(): LinksReport {
    const claims = new NumberList(Uint32Array);
    const claimed = new IdTable();
    const report: LinksReport = { joined: 0, withoutTmdbId: 0, ambiguous: 0, orphans: 0 };
    for (let link = 0; link < this.links.size; link++) {
      const tmdbId = this.tmdbIds.at(link);
      if (tmdbId !== 0) claims.increment(claimed.add(tmdbId));
    }
    for (let link = 0; link < this.links.size; link++) {
      const tmdbId = this.tmdbIds.at(link);
      const movie = this.copies.movies.find(tmdbId);
      const isAmbiguous = tmdbId !== 0 && claims.at(claimed.find(tmdbId)) > 1;
      const fate =
        tmdbId === 0 ? 'withoutTmdbId' : isAmbiguous ? 'ambiguous' : movie === -1 ? 'orphans' : 'joined';
      report[fate]++;
      this.linkFates.set(link, fates.indexOf(fate));
      if (fate === 'joined') this.linkOfMovie.set(movie, link + 1);
    }
    return report;
  }
}
