import { brokenLiteral } from './broken-literal.js';
import type { MovieCells } from './csv-files.js';
import { inventDate } from './invent-date.js';
import { inventFigures } from './invent-figures.js';
import { inventMoney } from './invent-money.js';
import { inventName } from './invent-person.js';
import { inventPlot, inventTagline } from './invent-plot.js';
import { inventOriginalTitle, inventTitle, partTitle } from './invent-title.js';
import { companiesCell, genresCell, pickCountry, pickGenres, placeCells } from './movie-entities.js';
import type { Edition } from './plan-edition.js';
import { pythonRepr } from './python-repr.js';
import { hash32, Random, streams } from './random.js';
import type { Tokens } from './tokens.js';
import { countries, titleNouns } from './vocabulary.js';
import { placeInFranchise, yearOf } from './years.js';

const statuses = {
  rumored: 'Rumored',
  postProduction: 'Post Production',
  inProduction: 'In Production',
  planned: 'Planned',
  canceled: 'Canceled',
  empty: '',
} as const;

/** Returns the share of movies that are less famous, above 0 and below 1. */
export function fameOf(edition: Edition, movie: number): number {
  return 1 - (edition.fame.placeOf(movie) + 0.5) / edition.movies;
}

/** Returns the share of movies that are liked less, 0 to 1; votes and ratings follow from it. */
export function qualityOf(edition: Edition, movie: number): number {
  return hash32(edition.seed, streams.quality, movie) / 4294967296;
}

/** Returns the cells of a movie, the same at each call; the writer of rows may split an overview with a newline. */
export function inventMovie(edition: Edition, tokens: Tokens, movie: number): MovieCells {
  const random = new Random(edition.seed, streams.movie, movie);
  const shares = { fame: fameOf(edition, movie), quality: qualityOf(edition, movie) };
  const year = yearOf(edition, movie);
  const franchise = franchiseOf(edition, tokens, movie);
  // Parts of a franchise share genres and language, so they draw them from the franchise's numbers.
  const kin = franchise?.random ?? random;
  const genres = pickGenres(kin, year, shares.fame);
  const home = franchise ? (countries[0] as (typeof countries)[number]) : pickCountry(random, shares.fame);
  const places = placeCells(edition, movie, random, home);
  const title = markTitle(edition, movie, random, franchise?.title ?? inventTitle(random));
  const money = inventMoney(edition, movie, random, { year, ...shares });
  const figures = inventFigures(edition, movie, random, shares);
  const literal = edition.literals.of(movie);
  const status = edition.status.of(movie)?.kind;
  return {
    adult: random.chance(0.0002) ? 'True' : 'False',
    belongs_to_collection:
      literal?.kind === 'unreadableCollection' ? brokenLiteral(literal.card) : (franchise?.cell ?? ''),
    budget: money.budget,
    genres: genresCell(edition, movie, genres),
    homepage: random.chance(0.17) ? homepageOf(title) : '',
    id: String(edition.tmdbId(movie)),
    imdb_id:
      edition.figures.of(movie)?.kind === 'emptyImdbId'
        ? ''
        : `tt${String(edition.imdbNumber(movie)).padStart(7, '0')}`,
    original_language: home.language,
    original_title: home.language === 'en' ? title : inventOriginalTitle(random, home.language, title),
    overview: overviewOf(edition, movie, random, genres[0]?.id),
    popularity: figures.popularity,
    poster_path: random.chance(0.008) ? '' : tokens.imagePath(random),
    production_companies: companiesCell(edition, movie, random),
    production_countries: places.countries,
    release_date: inventDate(edition, movie, random, year),
    revenue: money.revenue,
    runtime: figures.runtime,
    spoken_languages: places.languages,
    status: status === undefined ? 'Released' : statuses[status],
    tagline: taglineOf(edition, movie, random),
    title,
    video: random.chance(0.002) ? 'True' : 'False',
    vote_average: figures.voteAverage,
    vote_count: figures.voteCount,
  };
}

/** What the parts of a franchise share, and the title of this part. */
function franchiseOf(edition: Edition, tokens: Tokens, movie: number) {
  const member = edition.franchises.of(movie);
  if (member === undefined) return undefined;
  const { collection, part } = placeInFranchise(member.card);
  const random = new Random(edition.seed, streams.franchise, collection);
  const base = inventTitle(random).replace('!', '');
  const cell = pythonRepr({
    id: 400 + 7 * collection,
    name: `${base} Collection`,
    poster_path: random.chance(0.1) ? null : tokens.imagePath(random),
    backdrop_path: random.chance(0.2) ? null : tokens.imagePath(random),
  });
  return { random, cell, title: partTitle(random, base, part) };
}

function markTitle(edition: Edition, movie: number, random: Random, title: string): string {
  switch (edition.texts.of(movie)?.kind) {
    case 'quotedTitle':
      return `The "${random.pick(titleNouns)}" Affair`;
    case 'backslashTitle':
      return `Either\\Or: ${title}`;
    case 'emojiTitle':
      return `${title} 🎈`;
    default:
      return title;
  }
}

function overviewOf(edition: Edition, movie: number, random: Random, genreId: number | undefined): string {
  const sentences = inventPlot(random, genreId);
  const author = inventName(random);
  const missing = random.next();
  const text = edition.texts.of(movie);
  if (edition.rows.of(movie)?.kind === 'split') return `${sentences[0]}\n - Written by ${author}`;
  if (text?.kind === 'newlineInOverview') return `${sentences.join('\n')}\n\nWritten by ${author}`;
  if (text?.kind === 'noBreakSpace') return sentences.join('\u00a0 ');
  if (missing < 0.02) return '';
  return missing < 0.023 ? 'No overview found.' : sentences.join(' ');
}

function taglineOf(edition: Edition, movie: number, random: Random): string {
  const tagline = inventTagline(random);
  if (edition.texts.of(movie)?.kind === 'newlineInTagline') return `${tagline}\n${inventTagline(random)}`;
  return random.chance(0.55) ? '' : tagline;
}

function homepageOf(title: string): string {
  const host = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `http://www.${host.replace(/^-|-$/g, '') || 'film'}.example/`;
}
