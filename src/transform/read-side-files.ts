import { readEntities } from '../csv/references.js';
import type { EntityReference } from '../model/movie.js';
import type { Report } from '../model/report.js';
import { creditsColumns, keywordsColumns } from '../sources/the-movies-dataset.js';
import type { SpilledRow } from './latest-rows.js';
import { Links, type LinksSpill, readLinks } from './read-links.js';
import type { Movies } from './read-movies.js';
import type { ReadContext } from './read-table.js';
import { type ParsedRow, RowsOfMovies } from './rows-of-movies.js';
import type { SpillFile } from './spill-file.js';
import { parseCredits, type ReportedCredits } from './to-credits.js';

/** The data of credits.csv, keywords.csv and links.csv. */
export type SideFiles = {
  credits: RowsOfMovies<ReportedCredits>;
  keywords: RowsOfMovies<EntityReference[]>;
  links: Links;
};

/** The spill files of the side files. */
export type SideSpills = {
  credits: SpillFile<SpilledRow<ReportedCredits>>;
  keywords: SpillFile<SpilledRow<EntityReference[]>>;
  links: LinksSpill;
};

/** Shapes that have the columns of credits.csv in another file, too. */
const credits = { needed: creditsColumns, unread: ['title'], aliases: { movie_id: 'id' } } as const;

/** Reads credits, keywords and links one after the other; a missing file leaves its fields empty. */
export async function readSideFiles(
  { kept: movies, names: { people, keywords } }: Movies,
  spills: SideSpills,
  context: ReadContext,
): Promise<{ sides: SideFiles; report: Pick<Report, 'files' | 'links'> }> {
  const creditsOfMovies = new RowsOfMovies(spills.credits, people);
  const keywordsOfMovies = new RowsOfMovies<EntityReference[]>(spills.keywords, keywords);
  const links = new Links(movies);
  const report: Pick<Report, 'files' | 'links'> = { files: {}, links: null };

  const creditsFile = await context.open('credits');
  if (creditsFile) {
    const read = await creditsOfMovies.read(creditsFile, credits, context, movies, parseCredits);
    report.files[creditsFile.name] = read;
  }
  const keywordsFile = await context.open('keywords');
  if (keywordsFile) {
    const read = await keywordsOfMovies.read(
      keywordsFile,
      { needed: keywordsColumns },
      context,
      movies,
      parseKeywords,
    );
    report.files[keywordsFile.name] = read;
  }
  const linksFile = await context.open('links');
  if (linksFile) {
    const read = await readLinks(linksFile, context, spills.links, links);
    report.files[linksFile.name] = read.file;
    report.links = read.report;
  }
  return { sides: { credits: creditsOfMovies, keywords: keywordsOfMovies, links }, report };
}

function parseKeywords(record: { keywords: string }): ParsedRow<EntityReference[]> {
  const { references, problem } = readEntities(record.keywords);
  return { value: references, issues: problem === null ? [] : [`keywords: ${problem}`] };
}
