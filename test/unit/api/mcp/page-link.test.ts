import { expect } from 'chai';
import { allQuestions } from '../../../../src/api/all-questions.js';
import { pageLink } from '../../../../src/api/mcp/page-link.js';
import { createRequestReader } from '../../../../src/api/requests/answer-request.js';

function linkOf(name: string, query: string): string | undefined {
  const question = allQuestions.find((one) => one.name === name);
  if (question === undefined) throw new Error(`no question ${name}`);
  const { id, ...rest } = Object.fromEntries(new URLSearchParams(query));
  const request = createRequestReader(question)(id === undefined ? {} : { id }, rest);
  return pageLink('https://marquee.example', request, '20261101063000');
}

const links: [question: string, query: string, view: string | undefined][] = [
  ['companies/{id}/summary-by-year', 'id=5&from=1990', '/companies/5?from=1990'],
  [
    'companies/{id}/summary-by-year',
    'id=5&genre=18',
    '/explore?genre=18&company=5&group=year&measures=budget%2Crevenue%2Cprofit%2Cpopularity',
  ],
  ['companies/{id}/summary-by-year', 'id=5&company=7', undefined],
  ['companies/{id}/money-percentiles-by-year', 'id=5', undefined],
  ['movies/summary-by-year', 'adjust=inflation&base=2017', '/?adjust=inflation&base=2017'],
  ['genres/most-popular-by-year', 'ranking=full', '/popular?by=popularity&minReleases=1'],
  ['genres/most-popular-by-year', 'by=medianRevenue', undefined],
  [
    'companies/top',
    'by=revenue&limit=5&genre=18',
    '/explore?genre=18&group=company&measures=revenue&sort=-revenue&minKnown=1',
  ],
  ['directors/top', 'sort=profit', '/explore?sort=profit&group=director&measures=profit&minKnown=1'],
  ['movies/top', 'sort=profit&decade=1980', undefined],
  ['movies/top', 'sort=profit', '/rankings/movies?by=profit&order=asc'],
  [
    'movies/aggregate',
    'group=genre,decade&measures=revenue,releases&sort=-revenue',
    '/explore?group=genre%2Cdecade&measures=revenue&sort=-revenue',
  ],
  ['movies/aggregate', 'group=genre&unknown=include', undefined],
  ['movies/search', 'q=island&facets=none&limit=5&genre.not=18', '/search?genre.not=18&q=island'],
  ['movies/{id}', 'id=862', '/movies/862'],
  ['movies/{id}', 'id=tt0114709', undefined],
  ['companies', 'q=pictures', undefined],
];

describe('the page with the same question', () => {
  for (const [question, query, view] of links) {
    it(`of ${question}?${query} is ${view ?? 'none'}`, () => {
      const at = view?.includes('?') ? '&' : '?';
      expect(linkOf(question, query)).to.equal(
        view && `https://marquee.example/#${view}${at}edition=20261101063000`,
      );
    });
  }
});
