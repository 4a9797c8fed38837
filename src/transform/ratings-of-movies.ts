import { readId, readNumber } from '../dataset/cells.js';
import type { CsvScanner } from '../dataset/csv-scanner.js';
import { ratingsColumns } from '../dataset/other-columns.js';
import type { Ratings } from '../model/movie.js';
import type { FileReport, RatingsReport } from '../model/report.js';
import type { LinksOfMovies } from './links-of-movies.js';
import { NumberList } from './number-list.js';
import { badId, type Fault, type Reading, readSideFile, type SourceStream } from './read-side-file.js';

/** Half stars: 0.5 to 5. */
const halves = 10;

/** The ratings of each link, in half stars: ten counts, from which mean and number follow exactly. */
export class RatingsOfMovies {
  private readonly histograms = new NumberList(Uint32Array);

  constructor(private readonly links: LinksOfMovies) {}

  async read(file: SourceStream, reading: Reading): Promise<{ file: FileReport; ratings: RatingsReport }> {
    let unlinked = 0;
    const report = await readSideFile(file, ratingsColumns, reading, (row, at): Fault | undefined => {
      const digits = row.digits(at.movieId);
      const id = digits > 0 ? digits : readId(row.cell(at.movieId));
      if (id === undefined) return badId('movieId', row.cell(at.movieId));
      const half = readHalves(row, at.rating);
      if (half === undefined) return badRating(row.cell(at.rating));
      const link = this.links.links.find(id);
      if (link === -1) unlinked++;
      else this.histograms.increment(halves * link + half - 1);
      return undefined;
    });
    const ratings: RatingsReport = { joined: 0, unlinked, withoutTmdbId: 0, refused: 0, orphans: 0 };
    for (let link = 0; link < this.links.links.size; link++) {
      ratings[this.links.fateOf(link)] += sum(this.histogramOf(link));
    }
    return { file: { ...report, orphans: report.rows - report.rejected - ratings.joined }, ratings };
  }

  /** What a movie was given; null when nobody rated it, or no link leads to it. */
  of(movie: number): Ratings | null {
    const link = this.links.linkOf(movie);
    if (link === -1) return null;
    const histogram = this.histogramOf(link);
    const count = sum(histogram);
    if (count === 0) return null;
    const total = sum(histogram.map((times, index) => (times * (index + 1)) / 2));
    return { count, mean: total / count, histogram };
  }

  private histogramOf(link: number): number[] {
    return Array.from({ length: halves }, (_, index) => this.histograms.at(halves * link + index));
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
