import type { AnswerRequest } from '../requests/answer-request.js';

/** A view of the page, and the parameters that it knows. A group in the path of a question is an id. */
type View = { question: RegExp; path: string; parameters: readonly string[] };

const usual = ['from', 'to', 'adjust'];

const views: readonly View[] = [
  { question: /^companies\/top$/, path: '/companies', parameters: [...usual, 'by', 'minKnown'] },
  { question: /^companies\/(\d+)\/summary-by-year$/, path: '/companies/$1', parameters: usual },
  { question: /^genres\/(\d+)\/summary-by-year$/, path: '/genres/$1', parameters: usual },
  {
    question: /^genres\/most-popular-by-year$/,
    path: '/popular',
    parameters: [...usual, 'by', 'minReleases', 'ranking'],
  },
  { question: /^movies\/summary-by-year$/, path: '/', parameters: usual },
  {
    question: /^movies\/search$/,
    path: '/search',
    parameters: [
      ...['q', 'from', 'to', 'genre', 'decade', 'company', 'country', 'language', 'person', 'keyword'],
      ...['collection', 'minRating', 'adult', 'sort'],
    ],
  },
  { question: /^movies\/(\d+)$/, path: '/movies/$1', parameters: [] },
];

/** Parameters that decide which rows and members are shown, and none of their figures. */
const ofTheAnswer = ['facets', 'facetSize', 'select', 'limit', 'offset', 'cursor'];

/** Parameters whose defaults on the page are others than those of the API. */
const written = ['by', 'minKnown', 'minReleases'];

/**
 * Returns the link to the page with the same question, of the same edition; undefined where the page has no view of it,
 * or none with these filters.
 * @param site the URL of the page, without a slash at its end
 */
export function pageLink(
  site: string,
  { path, query, parameters }: AnswerRequest,
  edition: string,
): string | undefined {
  const view = views.find(({ question }) => question.test(path));
  if (view === undefined) return undefined;
  const shown = new URLSearchParams(query);
  for (const name of ofTheAnswer) shown.delete(name);
  for (const name of written) {
    if (name in parameters && view.parameters.includes(name)) shown.set(name, String(parameters[name]));
  }
  if ([...shown.keys()].some((name) => !view.parameters.includes(name))) return undefined;
  shown.set('edition', edition);
  return `${site}/#${path.replace(view.question, view.path)}?${shown}`;
}
