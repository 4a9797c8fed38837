import { movieFilters } from '../../questions/parameters/movie-filters.js';
import type { AnswerRequest } from '../requests/answer-request.js';

/** A view of the page with its parameters. */
type Link = { view: string; parameters: URLSearchParams };

/** Parameters that decide which rows and members an answer has, and none of their figures. */
const ofTheAnswer = ['facets', 'facetSize', 'select', 'limit', 'offset', 'cursor'];

/** What every view about figures shows as its filters. */
const usual = ['from', 'to', 'adjust', 'base'];

/** What the exploration takes beside the usual: every filter, and what is grouped and measured. */
const explorable = [...usual, ...Object.keys(movieFilters), 'group', 'measures', 'sort', 'by', 'minKnown'];
const maxMeasures = 4;

/** The measures of the view of genres by year. */
const ofGenresByYear = ['popularity', 'totalPopularity', 'releases', 'votes', 'rating', 'revenue', 'profit'];

/** The dimensions of the subjects that have questions of their own. */
const dimensionOf: Readonly<Record<string, string>> = {
  companies: 'company',
  genres: 'genre',
  collections: 'collection',
};

/**
 * Returns the link to the page with the same question, of the same edition; undefined where the page has no view of it,
 * or none with these parameters.
 * @param site the URL of the page, without a slash at its end
 */
export function pageLink(site: string, request: AnswerRequest, edition: string): string | undefined {
  const asked = new URLSearchParams(request.query);
  for (const name of ofTheAnswer) asked.delete(name);
  const link = linkOf(request, asked);
  link?.parameters.set('edition', edition);
  return link && `${site}/#${link.view}?${link.parameters}`;
}

function linkOf(request: AnswerRequest, asked: URLSearchParams): Link | undefined {
  const { path, parameters } = request;
  const [first = '', second, third] = path.split('/');
  if (path === 'movies/search') return { view: '/search', parameters: asked };
  if (path === 'movies/top') return rankedMovies(request, asked);
  if (path === 'genres/most-popular-by-year') return genresByYear(request, asked);
  if (path.endsWith('/summary-by-year')) return summary(first, third && second, asked);
  if (second === 'top' || second === 'aggregate') return exploration(request, first, asked);
  const isMovie = first === 'movies' && parameters.id === Number(second);
  return isMovie ? { view: `/movies/${second}`, parameters: asked } : undefined;
}

const hasOnly = (asked: URLSearchParams, names: readonly string[]): boolean =>
  [...asked.keys()].every((name) => names.includes(name));

/** The view of a subject; with further filters, the exploration of its years. */
function summary(subject: string, id: string | undefined, asked: URLSearchParams): Link | undefined {
  if (hasOnly(asked, usual)) {
    return { view: id === undefined ? '/' : `/${subject}/${id}`, parameters: asked };
  }
  const dimension = dimensionOf[subject] ?? '';
  // Two filters of one dimension would be no more than the second.
  if (!hasOnly(asked, explorable) || (id !== undefined && asked.has(dimension))) return undefined;
  if (id !== undefined) asked.set(dimension, id);
  asked.set('group', 'year');
  asked.set('measures', 'budget,revenue,profit,popularity');
  return { view: '/explore', parameters: asked };
}

function genresByYear({ parameters }: AnswerRequest, asked: URLSearchParams): Link | undefined {
  asked.delete('ranking');
  const by = String(parameters.by);
  if (!hasOnly(asked, [...usual, 'by', 'minReleases']) || !ofGenresByYear.includes(by)) return undefined;
  // The page has other defaults.
  asked.set('by', by);
  asked.set('minReleases', String(parameters.minReleases));
  return { view: '/popular', parameters: asked };
}

function rankedMovies({ parameters }: AnswerRequest, asked: URLSearchParams): Link | undefined {
  if (!hasOnly(asked, [...usual, 'sort'])) return undefined;
  asked.delete('sort');
  const sort = String(parameters.sort);
  asked.set('by', sort.replace(/^-/, ''));
  if (!sort.startsWith('-')) asked.set('order', 'asc');
  return { view: '/rankings/movies', parameters: asked };
}

/** Groups and rankings: the exploration of the same dimensions and measures in the same order. */
function exploration(
  { question, parameters }: AnswerRequest,
  subject: string,
  asked: URLSearchParams,
): Link | undefined {
  const group: readonly string[] = question.dimensions?.(parameters) ?? [dimensionOf[subject] ?? ''];
  const measures = question.measures(parameters);
  const others = measures.filter((name) => name !== 'releases');
  if (!hasOnly(asked, explorable) || group.includes('') || others.length > maxMeasures) return undefined;
  asked.delete('by');
  asked.set('group', group.join());
  asked.set('measures', others.length > 0 ? others.join() : 'releases');
  const { sort, minKnown } = parameters;
  if (subject !== 'movies') asked.set('sort', String(sort ?? `-${measures[0]}`));
  if (Number(minKnown) > 0) asked.set('minKnown', String(minKnown));
  return { view: '/explore', parameters: asked };
}
