import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/config/project-root.js';

/*
 * The word lists of sample/vocabulary, read once: one entry a line, cells of a table separated by ` | `, lines that begin with #
 * are comments. The order of a list is part of an edition: another order gives other bytes for the same seed.
 */

/** A genre of TMDB's fixed vocabulary and how the sample edition uses it. */
export type Genre = Readonly<{
  id: number;
  name: string;
  /** Movies of the full data set that carry it; only the proportions matter. */
  weight: number;
  /** How much more (above 1) or less likely it is on the most famous movies. */
  fame: number;
  /** The year around which it was at its height; without one it is equally likely in every year. */
  peak?: number;
}>;

/** A country (ISO 3166-1) with the language that most of its movies speak. */
export type Country = Readonly<{ iso: string; name: string; language: string; weight: number }>;

export const genres: readonly Genre[] = readTable('genres').map(([id, name = '', weight, fame, peak]) => ({
  id: Number(id),
  name,
  weight: Number(weight),
  fame: Number(fame),
  ...(peak !== undefined && { peak: Number(peak) }),
}));

export const countries: readonly Country[] = readTable('countries').map(
  ([iso = '', name = '', language = '', weight]) => ({ iso, name, language, weight: Number(weight) }),
);

/** Names by ISO 639-1 code (and TMDB's own `cn`, `xx`). */
export const languageNames = new Map(readTable('languages').map(([code = '', name = '']) => [code, name]));
/** By the same code; that of `sh` too, which has no name of its own. */
export const languageEnglishNames = new Map([
  ...readTable('languages').map(([code = '', name = '', english = name]) => [code, english] as const),
  ['sh', 'Serbo-Croatian'],
]);
export const secondLanguages = readLines('second-languages');

export const womensNames = readLines('womens-names');
export const mensNames = readLines('mens-names');
export const surnameStarts = readLines('surname-starts');
export const surnameEnds = readLines('surname-ends');

/** Characters without a name of their own; now and then the data set leaves a character empty. */
export const roles = [...readLines('roles'), ''];
export const crewJobs = readTable('crew-jobs').map(([department = '', job = '']) => ({ department, job }));

export const studios = readLines('studios');
export const companyFirsts = readLines('company-firsts');
export const companySeconds = readLines('company-seconds');
export const companySuffixes = readLines('company-suffixes');

export const titleAdjectives = readLines('title-adjectives');
export const titleNouns = readLines('title-nouns');
export const towns = readLines('towns');
/** By language code. */
export const foreignTitleStarts = readGroups('foreign-title-starts');
/** By language code. */
export const foreignTitleEnds = readGroups('foreign-title-ends');
export const taglines = readLines('taglines');

export const plotOpenings = readLines('plot-openings');
/** By the id of a genre. */
export const plotOpeningsByGenre = readGroups('plot-openings-by-genre');
export const plotTurns = readLines('plot-turns');
export const plotEndings = readLines('plot-endings');
export const trades = readLines('trades');

export const keywordWords = readLines('keywords');

function readLines(list: string): readonly string[] {
  const text = readFileSync(join(projectRoot, 'sample', 'vocabulary', `${list}.txt`), 'utf8');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function readTable(list: string): readonly (readonly string[])[] {
  return readLines(list).map((line) => line.split(' | '));
}

/** Entries by the key in front of them, each group in the order of the file. */
function readGroups(list: string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [key = '', entry = ''] of readTable(list)) {
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return groups;
}
