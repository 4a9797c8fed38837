import { brokenLiteral } from './broken-literal.js';
import { csvLine } from './csv-line.js';
import { fameOf } from './invent-movie.js';
import { inventName, type Person, pickPerson, spelledPerson } from './invent-person.js';
import type { Ledger } from './ledger.js';
import type { Edition } from './plan-edition.js';
import { reprText } from './python-repr.js';
import { type Quantiles, quantile } from './quantile.js';
import { Random, streams } from './random.js';
import type { Tokens } from './tokens.js';
import { crewJobs, roles } from './vocabulary.js';

/** Members of a cast and a crew, by fame; the full edition's means are 12 and 10. */
const castSizes: Quantiles = [
  [0, 1],
  [0.1, 3],
  [0.25, 6],
  [0.5, 10],
  [0.75, 15],
  [0.95, 30],
  [0.99, 60],
  [1, 150],
];
const crewSizes: Quantiles = [
  [0, 1],
  [0.25, 2],
  [0.5, 6],
  [0.75, 12],
  [0.9, 25],
  [0.97, 50],
  [1, 180],
];

/** The cells of a row: Python literals. */
export type CreditsEntry = { id: number; cast: string; crew: string };

/** Yields the rows of credits.csv after its header. */
export function* creditsRows(edition: Edition, tokens: Tokens, ledger: Ledger): Generator<string> {
  for (const { cast, crew, id } of creditsEntries(edition, tokens, ledger)) {
    yield csvLine([cast, crew, String(id)]);
  }
}

/** Returns the credits that count for a movie; undefined where it has none. */
export function creditsOf(edition: Edition, tokens: Tokens, movie: number): CreditsEntry | undefined {
  const kind = edition.credits.of(movie)?.kind;
  if (kind === 'missing') return undefined;
  return creditsRow(
    edition,
    tokens,
    movie,
    edition.tmdbId(movie),
    kind === 'conflictingCopy' ? lateRoles : [],
  );
}

/** The characters that a conflicting copy has on top. */
const lateRoles = ['Late Arrival'];

/** Yields the credits in the order of their file, and counts their defects. */
export function* creditsEntries(edition: Edition, tokens: Tokens, ledger: Ledger): Generator<CreditsEntry> {
  const lag = Math.floor(edition.movies / 3) + 1;
  for (let here = 0; here < edition.movies + lag; here++) {
    if (here < edition.movies && edition.credits.of(here)?.kind !== 'missing') {
      yield creditsRow(edition, tokens, here, edition.tmdbId(here));
    }
    if (here < edition.movies) note(edition, here, ledger);
    if (here >= lag) yield* moreRows(edition, tokens, here - lag, ledger);
  }
}

function note(edition: Edition, movie: number, ledger: Ledger): void {
  const kind = edition.credits.of(movie)?.kind;
  if (kind === 'unreadableCast' || kind === 'unreadableCrew') ledger.unreadableLiterals.credits++;
}

/** Copies of a movie's row, and rows of ids that are no movie. */
function* moreRows(edition: Edition, tokens: Tokens, movie: number, ledger: Ledger): Generator<CreditsEntry> {
  switch (edition.credits.of(movie)?.kind) {
    case 'identicalCopy':
      ledger.credits.identical++;
      yield creditsRow(edition, tokens, movie, edition.tmdbId(movie));
      break;
    case 'conflictingCopy':
      ledger.credits.conflicting++;
      yield creditsRow(edition, tokens, movie, edition.tmdbId(movie), lateRoles);
      break;
    case 'stranger':
      ledger.credits.strangers++;
      yield creditsRow(edition, tokens, movie, edition.strangerId(movie));
      break;
  }
}

/** One row; `moreRoles` are characters on top. */
function creditsRow(
  edition: Edition,
  tokens: Tokens,
  movie: number,
  id: number,
  moreRoles: readonly string[] = [],
): CreditsEntry {
  const random = new Random(edition.seed, streams.credits, movie);
  // Fame or luck, not a mix of both: a mix would thin out the largest and smallest casts.
  const size = random.chance(0.7) ? fameOf(edition, movie) : random.next();
  const dealt = edition.credits.of(movie);
  const spelled = edition.literals.of(movie);

  const characters = moreRoles.slice();
  const castSize = dealt?.kind === 'emptyCast' ? 0 : Math.floor(quantile(castSizes, size));
  while (characters.length < castSize + moreRoles.length) {
    characters.unshift(random.chance(0.7) ? inventName(random) : random.pick(roles));
  }
  const cast = characters.map((character, order) =>
    castMember(random, tokens, pickPerson(edition, tokens, random), character, order),
  );
  if (spelled?.kind === 'spelledPerson') {
    const person = spelledPerson[spelled.card % spelledPerson.length] as Person;
    cast.push(castMember(random, tokens, person, 'The Harbour Mistress', cast.length));
  }

  const crewSize = dealt?.kind === 'emptyCrew' ? 0 : Math.floor(quantile(crewSizes, size));
  const crew = Array.from({ length: crewSize }, (_, place) =>
    crewMember(random, tokens, pickPerson(edition, tokens, random), place),
  );
  return {
    id,
    cast: dealt?.kind === 'unreadableCast' ? brokenLiteral(dealt.card) : `[${cast.join(', ')}]`,
    crew: dealt?.kind === 'unreadableCrew' ? brokenLiteral(dealt.card) : `[${crew.join(', ')}]`,
  };
}

// Written out rather than built as objects for pythonRepr: people are nine tenths of an edition, and this takes half the time.
function castMember(
  random: Random,
  tokens: Tokens,
  person: Person,
  character: string,
  order: number,
): string {
  const { gender, id, name, profilePath } = person;
  return (
    `{'cast_id': ${order + 1 + random.below(3)}, 'character': ${reprText(character)}, ` +
    `'credit_id': '${tokens.creditId(random)}', 'gender': ${gender}, 'id': ${id}, 'name': ${reprText(name)}, ` +
    `'order': ${order}, 'profile_path': ${profilePath === null ? 'None' : `'${profilePath}'`}}`
  );
}

function crewMember(random: Random, tokens: Tokens, person: Person, place: number): string {
  const { gender, id, name, profilePath } = person;
  const draw = random.next();
  const rank = place === 0 ? 0 : 1 + Math.floor((crewJobs.length - 1) * draw * draw);
  const { department, job } = crewJobs[rank] as (typeof crewJobs)[number];
  return (
    `{'credit_id': '${tokens.creditId(random)}', 'department': '${department}', 'gender': ${gender}, 'id': ${id}, ` +
    `'job': '${job}', 'name': ${reprText(name)}, 'profile_path': ${profilePath === null ? 'None' : `'${profilePath}'`}}`
  );
}
