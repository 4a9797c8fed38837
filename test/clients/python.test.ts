import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeEdition } from '../../sample/write-edition.js';
import { projectRoot } from '../../src/config/project-root.js';
import { goodToken } from '../support/api.js';
import { examplesIn, expectedLines } from '../support/client-examples.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { start } from '../support/marquee.js';
import { titleWithout } from '../support/optional.js';
import { installPythonPackage } from '../support/python-package.js';

const client = join(projectRoot, 'clients', 'python');

describe('the client for Python', function () {
  this.timeout(400_000);
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  const loaded = loadedEdition(folder, () => writeEdition(folder, { movies: 1500, seed: 1, ratings: 0 }));
  let bin = '';
  after(() => rm(folder, { recursive: true }));

  before(async function () {
    // An installation writes beside the sources.
    await cp(client, join(folder, 'client'), { recursive: true });
    const installed = await installPythonPackage(join(folder, 'python'), `${join(folder, 'client')}[pandas]`);
    if (installed !== undefined) bin = installed;
    else {
      for (const test of this.test?.parent?.tests ?? []) {
        test.title = titleWithout(test.title, 'Python 3.10 with venv, pip and a registry');
      }
      this.skip();
    }
  });

  async function run(source: string): Promise<string[]> {
    const program = join(folder, 'program.py');
    writeFileSync(program, source.replaceAll('http://127.0.0.1:3000', loaded.api.url));
    const { code, out, err } = await start(join(bin, 'python'), [program], { TOKEN: goodToken() }).ended;
    expect(code, err).to.equal(0);
    return out.trimEnd().split('\n');
  }

  const begin = `import os
from marquee import Marquee, MarqueeError
marquee = Marquee("http://127.0.0.1:3000", os.environ["TOKEN"])
`;

  it('prints in the examples of its README what the API answers', async () => {
    const examples = examplesIn(readFileSync(join(client, 'README.md'), 'utf8'), 'python');
    expect(examples).to.have.length(6);
    const { profits, groups, votes, popular } = await expectedLines(loaded.api, 'genre.not=99');
    const lines = await run(examples.join('\n'));
    const words = lines.map((line) => line.trim().split(/\s+/));
    const [profitColumns, ...others] = words;
    expect(profitColumns).to.deep.equal(['year', 'releases', 'profit', 'profit_known']);
    const years = others.slice(0, profits.length);
    for (const [at, { year, profit }] of profits.entries()) {
      const [shownYear, , sum, known] = years[at] ?? [];
      expect([Number(shownYear), Number(known)]).to.deep.equal([year, profit.known]);
      expect(sum === 'NaN' ? null : Number(sum)).to.equal(profit.sum);
    }
    const [groupColumns, ...rest] = others.slice(profits.length);
    expect(groupColumns?.slice(-3)).to.deep.equal(['releases', 'revenue', 'revenue_known']);
    for (const [at, { decade, releases, revenue }] of groups.entries()) {
      const shown = rest[at]?.slice(-4).map(Number);
      expect(shown).to.deep.equal([decade, releases, revenue.sum, revenue.known]);
    }
    expect(lines.slice(profits.length + groups.length + 2)).to.deep.equal([
      String(votes),
      ...popular.map(({ year, genre }) => `${year} ${genre.name}`),
      loaded.edition,
      '400 invalid-parameter revenue',
    ]);
  });

  it('asks again with the ETag, and takes what it has kept', async () => {
    const lines = await run(`${begin}
statuses = []
marquee._http.event_hooks["response"].append(lambda response: statuses.append(response.status_code))
first = marquee.questions.genres_id_profit_by_year(18)
second = marquee.questions.genres_id_profit_by_year(18)
marquee._max_answers = 1
marquee.questions.genres_id_profit_by_year(35)
marquee.questions.genres_id_profit_by_year(18)
print(statuses, first == second)`);
    expect(lines).to.deep.equal(['[200, 304, 200, 200] True']);
  });

  it('reads every row over all pages once, and has tables of percentiles', async () => {
    const lines = await run(`${begin}
ids = [row["id"] for row in marquee.rows("movies/search", limit=400, select="id")]
print(len(ids), len(set(ids)), marquee.ask("movies/search", limit=0).meta["total"])
genre = marquee.genres.find("drama")[0]
print(genre.name, list(genre.money_percentiles_by_year(from_=2010).columns)[:4])
print(marquee.companies.get(5).partners(limit=1).columns.tolist())`);
    const [all] = lines[0]?.split(' ') ?? [];
    expect(lines[0]).to.equal(`${all} ${all} ${all}`);
    expect(lines[1]).to.equal("Drama ['year', 'releases', 'budget_p10', 'budget_p25']");
    expect(lines[2]).to.equal("['rank', 'company_id', 'company', 'releases']");
  });

  it('raises errors with what the server says', async () => {
    const lines = await run(`${begin}
for token in ["nonsense", os.environ["TOKEN"]]:
    try:
        Marquee("http://127.0.0.1:3000", token).companies.get(999999999)
    except MarqueeError as error:
        print(type(error).__name__, error.status, error.kind, error, error.request_id is not None)`);
    expect(lines[0]).to.match(/^Unauthorized 401 unauthorized The token was not accepted: .* True$/);
    expect(lines[1]).to.match(/^NotFound 404 not-found .*999999999\. True$/);
  });
});
