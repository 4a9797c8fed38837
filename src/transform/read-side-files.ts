import { readEntities } from '../csv/references.js';
import type { EntityReference } from '../model/movie.js';
import type { Report } from '../model/report.js';
import { creditsColumns, keywordsColumns } from '../sources/the-movies-dataset.js';
import { type CountedEntity, createEntityIndex, type EntityIndex } from './entity-index.js';
import type { SpilledRow } from './latest-rows.js';
import { PeopleIndex } from './people-index.js';
import { Links, type LinksSpill, readLinks } from './read-links.js';
import type { ReadContext } from './read-table.js';
import { type ParsedRow, RowsOfMovies } from './rows-of-movies.js';
import type { SpillFile } from './spill-file.js';
import { parseCredits, type ReportedCredits } from './to-credits.js';

/** The data of credits.csv, keywords.csv and links.csv. */
export type SideFiles = {
  credits: RowsOfMovies<ReportedCredits>;
  people: PeopleIndex;
  keywordsOfMovies: RowsOfMovies<EntityReference[]>;
  keywords: EntityIndex<CountedEntity>;
  links: Links;
};

/** The spill files of the side files. */
export type SideSpills = {
  credits: SpillFile<SpilledRow<ReportedCredits>>;
  keywords: SpillFile<SpilledRow<EntityReference[]>>;
  links: LinksSpill;
};

/** Reads credits.csv, keywords.csv and links.csv one after the other; a missing file leaves its fields empty. */
export async function readSideFiles(
  movies: ReadonlyMap<number, unknown>,
  spills: SideSpills,
  context: ReadContext,
): Promise<{ sides: SideFiles; report: Pick<Report, 'files' | 'links'> }> {
  const people = new PeopleIndex();
  const credits = new RowsOfMovies(spills.credits, people);
  const keywords = createEntityIndex();
  const keywordsOfMovies = new RowsOfMovies<EntityReference[]>(spills.keywords, keywords);
  const links = new Links(movies);
  const report: Pick<Report, 'files' | 'links'> = { files: {}, links: null };

  const creditsFile = await context.open('credits.csv');
  if (creditsFile) {
    const read = await credits.read(creditsFile, creditsColumns, context, movies, parseCredits);
    report.files[creditsFile.name] = read;
  }
  const keywordsFile = await context.open('keywords.csv');
  if (keywordsFile) {
    const read = await keywordsOfMovies.read(keywordsFile, keywordsColumns, context, movies, parseKeywords);
    report.files[keywordsFile.name] = read;
  }
  const linksFile = await context.open('links.csv');
  if (linksFile) {
    const read = await readLinks(linksFile, context, spills.links, links);
    report.files[linksFile.name] = read.file;
    report.links = read.report;
  }
  people.resolve();
  keywords.resolve();
  return { sides: { credits, people, keywordsOfMovies, keywords, links }, report };
}

function parseKeywords(record: { keywords: string }): ParsedRow<EntityReference[]> {
  const { references, problem } = readEntities(record.keywords);
  return { value: references, issues: problem === null ? [] : [`keywords: ${problem}`] };
}
