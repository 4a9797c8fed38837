import type {
  CompaniesData,
  CompaniesIdData,
  CountriesTopData,
  GenresData,
  PeopleData,
  PeopleIdData,
} from 'api-types';
import { AskError, ask, askNow, pathOf } from '../api-client.js';
import { plural } from '../format.js';
import type { Option } from '../parts/combobox.js';

/** What can be compared, by the dimension that filters movies by it. */
export const comparable = [
  ['company', 'Companies'],
  ['genre', 'Genres'],
  ['director', 'Directors'],
  ['actor', 'Actors'],
  ['country', 'Countries'],
] as const;

export type Comparable = (typeof comparable)[number][0];
export type Subject = { id: string; name: string; movies?: number };

const isPerson = (kind: Comparable): boolean => kind === 'director' || kind === 'actor';

/** Returns all of a kind that has few; undefined for those that are found by name. @throws {AskError} */
export async function allSubjects(kind: Comparable, edition?: string): Promise<Subject[] | undefined> {
  if (kind === 'genre') {
    const { data } = await ask<GenresData>('genres', { limit: 100, edition });
    return data.map(({ id, name, movies }) => ({ id: String(id), name, movies }));
  }
  if (kind !== 'country') return undefined;
  const { data } = await ask<CountriesTopData>('countries/top', { by: 'releases', limit: 30, edition });
  return data.map(({ country, releases }) => ({
    id: country.code,
    name: country.name ?? country.code,
    ...(typeof releases === 'number' && { movies: releases }),
  }));
}

/** Returns those companies or people of the edition that have these ids. @throws {AskError} when none has */
export async function subjectsById(
  kind: Comparable,
  ids: readonly string[],
  edition?: string,
): Promise<Subject[]> {
  const path = isPerson(kind) ? 'people' : 'companies';
  const asked = ids.map(async (id) => {
    const { data } = await ask<PeopleIdData | CompaniesIdData>(`${path}/${id}`, { edition });
    return { id, name: data.name, movies: data.movies };
  });
  const answers = await Promise.allSettled(asked);
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  for (const answer of answers) {
    if (answer.status === 'fulfilled') continue;
    const isUnknown = answer.reason instanceof AskError && answer.reason.kind === 'not-found';
    if (!isUnknown || found.length === 0) throw answer.reason;
  }
  return found;
}

/** Returns the companies or people with most movies, to begin with. @throws {AskError} */
export async function firstSubjects(kind: Comparable, edition?: string): Promise<Subject[]> {
  const tops = {
    company: 'companies',
    director: 'directors',
    actor: 'actors',
    genre: 'genres',
    country: 'countries',
  };
  const { data } = await ask<{ data: Record<string, unknown>[]; meta: { edition: string } }>(
    `${tops[kind]}/top`,
    {
      by: 'revenue',
      limit: 2,
      edition,
    },
  );
  return data.map((row) => {
    const { id, code, name } = row[kind] as { id?: number; code?: string; name: string };
    return { id: String(id ?? code), name };
  });
}

/** Finds companies or people by name. @throws {AskError} */
export async function findSubjects(kind: Comparable, q: string, signal: AbortSignal): Promise<Option[]> {
  const path = pathOf(isPerson(kind) ? 'people' : 'companies', { q, limit: 8 });
  const { data } = await askNow<CompaniesData | PeopleData>(path, signal);
  return data.map(({ id, name, movies }) => ({
    label: name,
    detail: plural(movies, 'movie'),
    href: String(id),
  }));
}
