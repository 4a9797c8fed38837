import type { TestApi } from './api.js';

/** Returns the blocks of code of a language in a document. */
export const examplesIn = (markdown: string, language: string): string[] =>
  [...markdown.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(
    ([, code]) => code as string,
  );

type Identity = { id: number; name: string };

/** What the examples of both clients ask, as the API answers it. */
export type ExpectedLines = {
  profits: { year: number; profit: { sum: number | null; known: number } }[];
  groups: { genre: Identity; decade: number; releases: number; revenue: { sum: number; known: number } }[];
  votes: number;
  popular: { year: number; genre: Identity }[];
};

export async function expectedLines(
  api: TestApi,
  groupFilter = 'country=US,GB&genre.not=99',
): Promise<ExpectedLines> {
  const data = async (path: string) => (await api.get(`/v1/${path}`)).body.data;
  const [company] = await data('companies?q=lantern+row+pictures');
  const grouping = `movies/aggregate?group=genre,decade&measures=releases,revenue&sort=-revenue&limit=3&${groupFilter}`;
  const movies: { votes: number | null }[] = await data('movies/search?decade=1980&limit=1000&facets=none');
  return {
    profits: await data(`companies/${company.id}/profit-by-year?from=2013`),
    groups: await data(grouping),
    votes: movies.reduce((sum, { votes }) => sum + (votes ?? 0), 0),
    popular: await data('genres/most-popular-by-year?from=2014&to=2015'),
  };
}
