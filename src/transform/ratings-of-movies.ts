import { readId, readNumber } from '../csv/cells.js';
import type { CsvScanner } from '../csv/csv-scanner.js';
import { ratingsColumns } from '../csv/other-columns.js';
import type { MovieLens } from '../model/movie.js';
import type { FileReport, RatingsReport } from '../model/report.js';
import type { LinksOfMovies } from './links-of-movies.js';
import { badId, type Fault, type Reading, readSideFile, type SourceStream } from './read-side-file.js';

/** Half stars: 0.5 to 5. */
const halves = 10;

/**
 * MovieLens that are counted together. Each goes to a random place of tables that no cache holds when there are many
 * movies; side by side the processor waits for several such places at once, one by one for each in turn. With ten
 * times the edition, ratings take a third of the time (2026-11).
 */
const batch = 4096;

/** The ratings of each link, in half stars: ten counts, from which mean and number follow exactly. */
export class RatingsOfMovies {
  /** Ten counts for ratings without a link, then ten for each link. */
  private histograms = new Uint32Array(halves);
  private readonly batchIds = new Float64Array(batch);
  private readonly batchHalves = new Uint8Array(batch);
  private readonly batchLinks = new Int32Array(batch);
  private batched = 0;

  constructor(private readonly links: LinksOfMovies) {}

  async read(file: SourceStream, reading: Reading): Promise<{ file: FileReport; ratings: RatingsReport }> {
    this.histograms = new Uint32Array(halves * (this.links.links.size + 1));
    const report = await readSideFile(file, ratingsColumns, reading, (row, at): Fault | undefined => {
      const digits = row.digits(at.movieId);
      const id = digits > 0 ? digits : readId(row.cell(at.movieId));
      if (id === undefined) return badId('movieId', row.cell(at.movieId));
      const half = readHalves(row, at.rating);
      if (half === undefined) return badRating(row.cell(at.rating));
      if (this.batched === batch) this.count();
      this.batchIds[this.batched] = id;
      this.batchHalves[this.batched++] = half;
      return undefined;
    });
    this.count();
    const unlinked = sum(this.histogramOf(-1));
    const ratings: RatingsReport = { joined: 0, unlinked, withoutTmdbId: 0, ambiguous: 0, orphans: 0 };
    for (let link = 0; link < this.links.links.size; link++) {
      ratings[this.links.fateOf(link)] += sum(this.histogramOf(link));
    }
    return { file: { ...report, orphans: report.rows - report.rejected - ratings.joined }, ratings };
  }

  /** What a movie was given; null when nobody rated it, or no link leads to it. */
  of(movie: number): MovieLens | null {
    const link = this.links.linkOf(movie);
    if (link === -1) return null;
    const histogram = this.histogramOf(link);
    const count = sum(histogram);
    if (count === 0) return null;
    const total = sum(histogram.map((times, index) => (times * (index + 1)) / 2));
    return { count, mean: total / count, histogram };
  }

  /** Counts the ratings of the batch. */
  private count(): void {
    const { batched, batchIds, batchHalves, batchLinks, histograms } = this;
    const { links } = this.links;
    for (let at = 0; at < batched; at++) batchLinks[at] = links.find(batchIds[at] as number);
    for (let at = 0; at < batched; at++) {
      const place = halves * ((batchLinks[at] as number) + 1) + (batchHalves[at] as number) - 1;
      histograms[place] = (histograms[place] as number) + 1;
    }
    this.batched = 0;
  }

  /** Of a link; -1 stands for none. */
  private histogramOf(link: number): number[] {
    return Array.from(this.histograms.subarray(halves * (link + 1), halves * (link + 2)));
  }
}

/** A rating in half stars, 1 to 10; undefined when it is none. */
function readHalves(row: CsvScanner, index: number): number | undefined {
  const tenths = row.tenths(index);
  const half = tenths >= 0 ? tenths / 5 : 2 * (readNumber(row.cell(index)) ?? Number.NaN);
  return Number.isInteger(half) && half >= 1 && half <= halves ? half : undefined;
}

const badRating = (cell: string): Fault => ({
  reason: 'rating',
  column: 'rating',
  message: `rating is '${cell.slice(0, 80)}'; it must be one of 0.5, 1, 1.5 … 5`,
});

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
