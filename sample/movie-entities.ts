import { brokenLiteral } from './broken-literal.js';
import { type Company, companiesWithDefects, pickCompany } from './invent-company.js';
import type { Edition } from './plan-edition.js';
import { type PythonValue, pythonRepr } from './python-repr.js';
import { type Quantiles, quantile } from './quantile.js';
import type { Random } from './random.js';
import { type Country, countries, type Genre, genres, languageNames, secondLanguages } from './vocabulary.js';

/** How many genres a movie has: the full edition's shares. */
const genreCounts: Quantiles = [
  [0, 0],
  [0.054, 1],
  [0.37, 2],
  [0.69, 3],
  [0.89, 4],
  [0.97, 5],
  [1, 7],
];

const companyCounts: Quantiles = [
  [0, 0],
  [0.26, 1],
  [0.58, 2],
  [0.8, 3],
  [0.9, 4],
  [0.97, 7],
  [1, 20],
];

/** Picks the genres of a movie released in `year`; `fame` is a share, 0 to 1. */
export function pickGenres(random: Random, year: number, fame: number): Genre[] {
  const count = Math.floor(quantile(genreCounts, random.next()));
  // Only the most famous movies lean far towards the genres of fame.
  const pull = fame * fame * fame;
  const weights = genres.map((genre) => genre.weight * eraOf(genre, year) * (1 - pull + pull * genre.fame));
  const picked: Genre[] = [];
  while (picked.length < count) {
    const genre = weighted(genres, weights, random);
    weights[genres.indexOf(genre)] = 0;
    picked.push(genre);
  }
  return picked;
}

/** Returns the genres cell with the defect that was dealt to the movie. */
export function genresCell(edition: Edition, movie: number, picked: readonly Genre[]): string {
  const dealt = edition.literals.of(movie);
  if (dealt?.kind === 'unreadableGenres') return brokenLiteral(dealt.card);
  if (dealt?.kind === 'noGenres') return '[]';
  let named = picked.map(({ id, name }) => ({ id, name }));
  if (dealt?.kind === 'repeatedGenre') {
    if (named.length === 0) named = [{ id: 18, name: 'Drama' }];
    named = [...named, ...named.slice(0, 1)];
  }
  return pythonRepr(named);
}

/** Returns the companies cell of a movie, in the order of their ids, with the defects that were dealt to the movie. */
export function companiesCell(edition: Edition, movie: number, random: Random): string {
  const count = Math.floor(quantile(companyCounts, random.next()));
  const companies: Company[] = [];
  for (let n = 0; n < count; n++) {
    const company = pickCompany(edition, random);
    if (!companies.some(({ id }) => id === company.id)) companies.push(company);
  }
  const dealt = edition.literals.of(movie);
  switch (dealt?.kind) {
    case 'unreadableCompanies':
      return brokenLiteral(dealt.card);
    case 'noCompanies':
      return '[]';
    case 'repeatedCompany':
      if (companies.length === 0) companies.push(pickCompany(edition, random));
      companies.push(companies[0] as Company);
      break;
    case 'twinCompany':
      companies.push(inTurn(companiesWithDefects.twin, dealt.card));
      break;
    case 'spelledCompany':
      companies.push(inTurn(companiesWithDefects.spelled, dealt.card));
      break;
    case 'tiedCompany':
      companies.push(inTurn(companiesWithDefects.tied, dealt.card));
      break;
  }
  companies.push(...ofOtherDefects(edition, movie));
  companies.sort((a, b) => a.id - b.id);
  return pythonRepr(companies);
}

/** Companies that come with an unreleased or undated movie, or with a text that is hard to carry. */
function ofOtherDefects(edition: Edition, movie: number): Company[] {
  const companies: Company[] = [];
  const status = edition.status.of(movie);
  const date = edition.date.of(movie);
  const undated = date?.kind === 'empty' || date?.kind === 'impossible';
  if ((status && status.card % 3 === 0) || (undated && date.card % 2 === 0)) {
    companies.push(...companiesWithDefects.shelved);
  }
  const text = edition.texts.of(movie);
  if (text?.kind === 'noBreakSpace' && text.card % 2 === 0) companies.push(...companiesWithDefects.invisible);
  if (text?.kind === 'backslashTitle') companies.push(...companiesWithDefects.backslash);
  if (text?.kind === 'quotedTitle') companies.push(...companiesWithDefects.quotes);
  return companies;
}

/** Picks the home country of a movie; famous movies are made in English more often. */
export function pickCountry(random: Random, fame: number): Country {
  const country = weighted(countries, countryWeights, random);
  return country.language !== 'en' && random.chance(0.85 * fame * fame) ? (countries[0] as Country) : country;
}

/** Returns the cells of countries (in the order of their codes) and spoken languages. */
export function placeCells(edition: Edition, movie: number, random: Random, home: Country) {
  const dealt = edition.literals.of(movie);
  const made = random.chance(0.13) ? [] : [home];
  while (made.length > 0 && made.length < 5 && random.chance(0.18)) {
    const partner = weighted(countries, countryWeights, random);
    if (!made.includes(partner)) made.push(partner);
  }
  made.sort((a, b) => (a.iso < b.iso ? -1 : 1));
  const spoken = random.chance(0.084) ? [] : [home.language];
  while (spoken.length > 0 && spoken.length < 4 && random.chance(0.2)) {
    const language = random.pick(secondLanguages);
    if (!spoken.includes(language)) spoken.push(language);
  }
  return {
    countries:
      dealt?.kind === 'unreadableCountries'
        ? brokenLiteral(dealt.card)
        : pythonRepr(made.map(({ iso, name }) => ({ iso_3166_1: iso, name }))),
    languages:
      dealt?.kind === 'unreadableLanguages'
        ? brokenLiteral(dealt.card)
        : pythonRepr(
            spoken.map((iso): PythonValue => ({ iso_639_1: iso, name: languageNames.get(iso) ?? '' })),
          ),
  };
}

const countryWeights = countries.map(({ weight }) => weight);

const inTurn = <T>(list: readonly T[], card: number): T => list[card % list.length] as T;

/** Returns the factor of a genre's weight in a year; far from its peak a third remains. */
function eraOf({ peak }: Genre, year: number): number {
  if (peak === undefined) return 1;
  const away = (year - peak) / 18;
  return 0.35 + 1.1 / (1 + away * away);
}

function weighted<T>(list: readonly T[], weights: readonly number[], random: Random): T {
  let rest = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let n = 0; n < list.length; n++) {
    rest -= weights[n] as number;
    if (rest < 0) return list[n] as T;
  }
  return list[list.length - 1] as T;
}
