import type { NdjsonFile } from '../hydration/json-lines.js';
import type { Report } from '../model/report.js';
import { CreditsOfMovies } from './credits-of-movies.js';
import { KeywordsOfMovies } from './keywords-of-movies.js';
import { LinksOfMovies } from './links-of-movies.js';
import type { MovieCopies } from './movie-copies.js';
import { RatingsOfMovies } from './ratings-of-movies.js';
import type { Reading } from './read-side-file.js';

/** What the files beside movies_metadata.csv say of its movies. */
export type SideFiles = {
  credits: CreditsOfMovies;
  keywords: KeywordsOfMovies;
  links: LinksOfMovies;
  ratings: RatingsOfMovies;
};

/** Reads the side files one after the other, each once; one that is missing leaves its fields empty. */
export async function readSideFiles(
  copies: MovieCopies,
  spill: NdjsonFile,
  reading: Reading,
): Promise<{ sides: SideFiles; report: Pick<Report, 'files' | 'links' | 'ratings'> }> {
  const { open } = reading;
  const credits = new CreditsOfMovies(copies, spill);
  const keywords = new KeywordsOfMovies(copies);
  const links = new LinksOfMovies(copies);
  const ratings = new RatingsOfMovies(links);
  const report: Pick<Report, 'files' | 'links' | 'ratings'> = { files: {}, links: null, ratings: null };

  const creditsFile = await open('credits.csv');
  if (creditsFile) report.files[creditsFile.name] = await credits.read(creditsFile, reading);
  const keywordsFile = await open('keywords.csv');
  if (keywordsFile) report.files[keywordsFile.name] = await keywords.read(keywordsFile, reading);
  const linksFile = await open('links.csv');
  if (linksFile) {
    const read = await links.read(linksFile, reading);
    report.files[linksFile.name] = read.file;
    report.links = read.links;
  }
  const ratingsFile = await open('ratings.csv');
  if (ratingsFile) {
    const read = await ratings.read(ratingsFile, reading);
    report.files[ratingsFile.name] = read.file;
    report.ratings = read.ratings;
  }
  credits.settle();
  keywords.settle();
  return { sides: { credits, keywords, links, ratings }, report };
}
