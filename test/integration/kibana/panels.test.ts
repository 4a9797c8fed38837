import { expect } from 'chai';
import { generateDashboards } from '../../../dashboards/generate/generate.js';
import { dashboardNames } from '../../../dashboards/generate/read-descriptions.js';
import { writeEdition } from '../../../sample/write-edition.js';
import { entities, movieLine } from '../../support/edition.js';
import { type Choices, lensPanels, showPanel } from '../../support/kibana-search.js';
import { loadedEdition } from '../../support/loaded-edition.js';
import { provePanels } from '../../support/panel-proofs.js';
import { describeWithSharedData, sharedSample } from '../../support/shared-data.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('the panels in Kibana, on the sample edition', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const loaded = loadedEdition(folder, () => writeEdition(folder, { movies: 3000, seed: 1, ratings: 0 }));
  provePanels(loaded);

  it('link to answers of the API, from words and from cells', async () => {
    const text = JSON.stringify(await generateDashboards(''));
    const links = new Set(text.match(/(?<=\]\(|"urlTemplate\\+":\\+")\/v1[^)"\\]*/g));
    expect(links.size).to.be.greaterThan(12);
    const [{ company }] = (await loaded.api.get('/v1/companies/top?limit=1')).body.data;
    const [genre] = (await loaded.api.get('/v1/genres')).body.data;
    for (const link of links) {
      const value = link.includes('?q=') ? company.name : link.includes('companies') ? company.id : genre.id;
      const path = link.replaceAll('{{value}}', link.includes('from') ? '2000' : encodeURIComponent(value));
      const { status, body } = await loaded.api.get(path);
      if (path === '/v1/operations/loads')
        expect(status).to.equal(403); // for administrators
      else expect([status, Object.keys(body.data).length > 0], path).to.deep.equal([200, true]);
    }
  });

  it('all show something', async () => {
    const dashboards = await generateDashboards();
    for (const name of dashboardNames) {
      const panels = lensPanels(dashboards[name]);
      expect(panels).to.have.length.greaterThan(5);
      for (const panel of panels) {
        const rows = await showPanel(loaded.client, dashboards[name], panel);
        expect(rows, `${name}: ${panel}`).to.have.length.greaterThan(0);
      }
    }
  });
});

describeWithSharedData('the panels in Kibana, on real rows', function () {
  this.timeout(900_000);
  provePanels(loadedEdition(sharedSample));
});

describe('the panels in Kibana, on an edition of a few movies', function () {
  this.timeout(120_000);
  const drama = entities([18, 'Drama']);
  const both = entities([18, 'Drama'], [35, 'Comedy']);
  const money = (budget: number, revenue: number) => ({ budget: String(budget), revenue: String(revenue) });
  const movies = [
    {
      release_date: '1902-01-01',
      genres: drama,
      production_companies: entities([1, 'Canal+']),
      ...money(1000, 5000),
    },
    {
      release_date: '1903-05-01',
      genres: drama,
      production_companies: entities([2, 'Canal+']),
      ...money(2000, 1500),
    },
    {
      release_date: '1903-12-31',
      genres: both,
      production_companies: entities([3, 'Nobody knows']),
      ...money(0, 9000),
    },
    {
      release_date: '1905-01-01',
      genres: both,
      production_companies: entities([3, 'Nobody knows']),
      ...money(0, 0),
    },
    { release_date: '1905-06-01', genres: drama, status: 'Rumored', ...money(4000, 4500) },
    { release_date: '', genres: drama, ...money(7000, 7500) },
    { release_date: '', genres: drama, status: '', ...money(7000, 7500) },
    { release_date: '1/2/03', genres: drama, ...money(800, 7500) },
  ];
  const loaded = loadedEdition(movies.map((cells, at) => movieLine({ id: String(at + 1), ...cells })));
  const show = async (name: 'companies' | 'data-quality', panel: string, choices?: Choices) =>
    await showPanel(loaded.client, (await generateDashboards())[name], panel, choices);

  it('leave a gap where no money is known, and leave years without a movie out', async () => {
    expect(await show('companies', 'money-by-year')).to.deep.equal([
      { by0: 1902, budget: 1000, revenue: 5000, profit: 4000 },
      { by0: 1903, budget: 2000, revenue: 10_500, profit: -500 },
      { by0: 1905, budget: null, revenue: null, profit: null },
    ]);
  });

  it('count a New Year’s release in its year, in whatever time zone the reader is', async () => {
    const rows = await show('companies', 'known-by-year');
    expect(rows.map(({ by0, movies }) => [by0, movies])).to.deep.equal([
      [1902, 1],
      [1903, 2],
      [1905, 1],
    ]);
  });

  it('count released movies, and every dated one when the status is cleared', async () => {
    const rows = await show('companies', 'money-by-year', { status: [] });
    expect(rows.at(-1)).to.deep.equal({ by0: 1905, budget: 4000, revenue: 4500, profit: 500 });
    expect(await show('companies', 'money-by-year', { status: ['Rumored'] })).to.have.length(1);
  });

  it('keep companies of one name apart by their ids, and together by their name', async () => {
    expect(await show('companies', 'top-by-id')).to.deep.equal([
      { by0: '1', profit: 4000, movies: 1 },
      { by0: '2', profit: -500, movies: 1 },
    ]);
    expect(await show('companies', 'top-by-profit')).to.deep.equal([{ by0: 'Canal+', profit: 3500 }]);
  });

  it('show undated, unreleased and flagged movies where the data’s quality is the question', async () => {
    expect(await show('data-quality', 'status')).to.deep.equal([
      { by0: 'Released', movies: 6, dated: 4 },
      { by0: 'Rumored', movies: 1, dated: 1 },
      { by0: '__missing__', movies: 1, dated: 0 },
    ]);
    const flags = await show('data-quality', 'flags');
    expect(flags).to.have.deep.members([
      { by0: 'ambiguousDate', movies: 1 },
      { by0: 'suspectUnits', movies: 1 },
    ]);
  });
});
