import type { Random } from './random.js';
import { mensNames, womensNames } from './vocabulary/people.js';
import { byGenre, endings, openings, trades, turns } from './vocabulary/plots.js';
import { taglines, titleAdjectives, titleNouns, towns } from './vocabulary/titles.js';

/** An overview of one to four sentences; its first suits the genre more often than not. */
export function inventPlot(random: Random, genreId: number | undefined): readonly string[] {
  const fill = filler(random);
  const own = genreId === undefined ? undefined : byGenre[genreId];
  const sentences = [fill(random.pick(own && random.chance(0.7) ? own : openings))];
  if (random.chance(0.75)) sentences.push(fill(random.pick(turns)));
  if (random.chance(0.35)) sentences.push(fill(random.pick(turns)));
  if (random.chance(0.6)) sentences.push(fill(random.pick(endings)));
  return [...new Set(sentences)];
}

/** A line for the poster. */
export function inventTagline(random: Random): string {
  return filler(random)(random.pick(taglines));
}

/** Fills placeholders with one hero, heroine, town and thing per plot, so that its sentences tell one story. */
function filler(random: Random): (sentence: string) => string {
  const cast: Readonly<Record<string, string>> = {
    hero: random.pick(mensNames),
    her: random.pick(womensNames),
    town: random.pick(towns),
    noun: random.pick(titleNouns).toLowerCase(),
    adjective: random.pick(titleAdjectives).toLowerCase(),
    trade: random.pick(trades),
    years: String(2 + random.below(40)),
  };
  return (sentence) =>
    sentence
      .replace(/\{(\w+)\}/g, (_, word: string) => cast[word] ?? word)
      .replace(/\b([Aa]) (?=[aeiou])/g, '$1n ')
      .replace(/^[a-z]/, (letter) => letter.toUpperCase());
}
