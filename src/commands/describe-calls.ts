import { readText, request } from '../http/request.js';

/** Returns a token and example calls, about the company and the genre with the most movies of this edition. */
export async function describeCalls(url: string, token: string): Promise<string> {
  const call = async (path: string) => {
    const response = await request(`${url}${path}`, { headers: { Authorization: `Bearer ${token}` } });
    const text = await readText(response);
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as { data: { id: number; name: string }[] };
  };
  const [company] = (await call('/v1/companies?limit=1')).data;
  const [genre] = (await call('/v1/genres?limit=1')).data;
  const calls = [
    ['companies by name', '/v1/companies?q=pictures'],
    [`profit per year of ${company?.name}`, `/v1/companies/${company?.id}/profit-by-year`],
    ['its releases by genre', `/v1/companies/${company?.id}/releases-by-genre-by-year?from=2000`],
    [`every measure of ${genre?.name}`, `/v1/genres/${genre?.id}/summary-by-year`],
    ['the companies that earned most, as CSV', '/v1/companies/top?by=profit&format=csv'],
    ['the most popular genre of each year', '/v1/genres/most-popular-by-year'],
  ] as const;
  const width = Math.max(...calls.map(([title]) => title.length));
  const lines = calls.map(
    ([title, path]) => `  # ${title.padEnd(width)}\n  curl -H "$AUTH" '${url}${path}'\n`,
  );
  return `
The page, with a token for the next 12 hours:

  ${url}/#token=${token}

The same token for programs:

  AUTH='Authorization: Bearer ${token}'

Example calls:

${lines.join('')}
All questions, to try in a browser:  ${url}/docs
Their OpenAPI document:              ${url}/openapi.json
Ctrl-C stops everything.
`;
}
