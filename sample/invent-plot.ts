import type { Random } from './random.js';
import {
  mensNames,
  plotEndings,
  plotOpenings,
  plotOpeningsByGenre,
  plotTurns,
  taglines,
  titleAdjectives,
  titleNouns,
  towns,
  trades,
  womensNames,
} from './vocabulary.js';

/** Invents an overview of one to four sentences; the first one usually suits the genre. */
export function inventPlot(random: Random, genreId: number | undefined): readonly string[] {
  const fill = filler(random);
  const own = plotOpeningsByGenre.get(String(genreId));
  const sentences = [fill(random.pick(own && random.chance(0.7) ? own : plotOpenings))];
  if (random.chance(0.75)) sentences.push(fill(random.pick(plotTurns)));
  if (random.chance(0.35)) sentences.push(fill(random.pick(plotTurns)));
  if (random.chance(0.6)) sentences.push(fill(random.pick(plotEndings)));
  return [...new Set(sentences)];
}

/** Invents a tagline. */
export function inventTagline(random: Random): string {
  return filler(random)(random.pick(taglines));
}

/** Fills placeholders with one hero, heroine, town and thing per plot, so that its sentences belong together. */
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
