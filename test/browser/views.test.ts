import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { readHeights, readMarks, testBrowser } from '../support/browser-page.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { fewMovies } from './few-movies.js';

describe('views of the page', function () {
  this.timeout(120_000);
  const loaded = loadedEdition(fewMovies);
  const browser = testBrowser();

  afterEach(() => expect(browser.complaints(), 'what the browser complained about').to.deep.equal([]));

  it('show the industry first, each bar with its figure and its coverage', async () => {
    const page = await browser.open(loaded.api.url);
    expect(await readMarks(page, 'revenue')).to.deep.equal([
      '1990 · US$ 80.0 M · known for 2 of 2 releases',
      '1993 · US$ 10.0 M · known for 1 of 1 release',
      '1995 · US$ 22.3 M · known for 2 of 2 releases',
    ]);
    expect(await page.title()).to.equal('The film industry · Marquee');
    await page.locator('[data-figure="revenue"] rect[aria-label^="1993"]').hover();
    const tip = page.locator('[data-figure="revenue"] svg [aria-label="tip"] text');
    await tip.waitFor();
    expect(await tip.textContent()).to.match(/1993.*US\$\s10\.0\sM.*known for 1 of 1 release/);
  });

  it('show a company by the API’s figures: years without known money are gaps, losses point down', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies/7?by=profit' });
    const { body } = await loaded.api.get('/v1/companies/7/summary-by-year');
    const known = body.data.filter((row: { profit: { known: number } }) => row.profit.known > 0);
    const labels = await readMarks(page, 'profit');
    expect(labels).to.deep.equal([
      '1990 · US$ 20.0 M · known for 1 of 2 releases',
      '1993 · −US$ 30.0 M · known for 1 of 1 release',
      '1995 · US$ 15.0 M · known for 1 of 1 release',
    ]);
    const heights = await readHeights(page, 'profit');
    const perDollar = heights.map((height, at) => height / Math.abs(known[at].profit.sum));
    for (const ratio of perDollar) expect(ratio / (perDollar[0] as number)).to.be.closeTo(1, 0.01);
    expect(await readMarks(page, 'profit', 'circle')).to.deep.equal([
      '1991 · not known · known for 0 of 1 release',
    ]);
    expect(await page.locator('[data-figure="profit"] rect[fill="var(--loss)"]').count()).to.equal(1);
  });

  it('show releases by genre as stacks, and partners that link to each other', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies/7' });
    const stacks = await readMarks(page, 'genres');
    expect(stacks).to.include('1990 · Drama · 2 movies · of 2 releases in the year');
    expect(stacks).to.include('1990 · Comedy · 1 movie · of 2 releases in the year');
    expect(stacks).to.have.length(6);
    await page.locator('[data-figure="partners"] a', { hasText: 'Old Harbour' }).click();
    await page.locator('h1', { hasText: 'Old Harbour' }).waitFor();
    expect(page.url()).to.match(/#\/companies\/8$/);
  });

  it('show what changed against another edition in the table of the genre of the year', async () => {
    const path = `/popular?by=revenue&minReleases=1&compare=${loaded.edition}`;
    const page = await browser.open(loaded.api.url, { path });
    await page.getByRole('button', { name: /^Table/ }).click();
    const change = page.getByRole('columnheader', { name: 'Change' });
    await change.waitFor();
    expect(await page.locator('tbody tr').first().innerText()).to.match(/Drama\s+80,000,000\s+0\s/);
  });

  it('show a genre, and several compared, with a switch of the measure', async () => {
    const page = await browser.open(loaded.api.url, { path: '/genres/18' });
    expect(await readMarks(page, 'budget')).to.deep.equal([
      '1990 · US$ 10.0 M · known for 1 of 2 releases',
      '1993 · US$ 40.0 M · known for 1 of 1 release',
    ]);
    await page.getByRole('link', { name: 'Compare with other genres' }).click();
    await page.getByRole('button', { name: 'War' }).click();
    expect(await readMarks(page, 'compare', 'circle', 4)).to.have.length(4);
    await page.locator('[data-measure="popularity"]').click();
    await page.locator('h2', { hasText: 'Popularity by genre' }).waitFor();
    expect((await readMarks(page, 'compare', 'circle')).sort()).to.deep.equal([
      '1990 · Drama · 3 · known for 2 of 2 releases',
      '1993 · Drama · 3 · known for 1 of 1 release',
      '1993 · War · 3 · known for 1 of 1 release',
      '1995 · War · 8 · known for 1 of 1 release',
    ]);
    expect(page.url()).to.include('by=popularity');
  });

  it('show the most popular genre of each year as the API returns it, by any measure', async () => {
    const page = await browser.open(loaded.api.url, { path: '/popular?minReleases=1' });
    const winners = async () =>
      (await readMarks(page, 'heat-map', 'circle')).map((label) => label.split(' · ').slice(0, 2).join(' '));
    const asked = async (by: string) =>
      (await loaded.api.get(`/v1/genres/most-popular-by-year?by=${by}`)).body.data.map(
        (row: { year: number; genre: { name: string } }) => `winner: ${row.year} ${row.genre.name}`,
      );
    expect(await winners()).to.deep.equal(await asked('popularity'));
    await page.locator('[data-measure="revenue"]').click();
    await page.locator('h2', { hasText: 'by revenue' }).waitFor();
    expect(await winners()).to.deep.equal(await asked('revenue'));
  });

  it('show the top companies in the API’s order', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies?by=revenue' });
    await page.locator('[data-figure="top"] li').first().waitFor();
    const { body } = await loaded.api.get('/v1/companies/top?by=revenue');
    const bars = page.locator('[data-figure="top"] .bar');
    const values = await bars.evaluateAll((found) =>
      found.map((bar) => Number(bar.getAttribute('data-value'))),
    );
    expect(values).to.deep.equal(body.data.map((row: { revenue: { sum: number } }) => row.revenue.sum));
    const widths = await bars.evaluateAll((found) => found.map((bar) => bar.getBoundingClientRect().width));
    for (const [at, width] of widths.entries())
      expect(width / (values[at] as number), `bar ${at}`).to.be.closeTo(
        (widths[0] as number) / (values[0] as number),
        1e-8,
      );
    expect(await page.locator('[data-figure="top"] li').first().innerText()).to.match(
      /Lantern Row[\s\S]*US\$\s110\sM[\s\S]*known for 4 movies/,
    );
  });

  it('show the editions with their rows, rejected rows and coverage', async () => {
    const page = await browser.open(loaded.api.url, { path: '/editions' });
    await page.locator('[data-figure="live"]').waitFor();
    expect(await page.locator('[data-figure="live"]').innerText()).to.include(loaded.edition);
    expect(await page.locator('[data-figure="quality"]').innerText()).to.match(/Rejected\s+0/);
    const budget = page.locator('[data-figure="coverage"] li', { hasText: /^budget/ });
    expect(await budget.locator('.bar').getAttribute('data-value')).to.equal('4');
  });

  it('show each plot’s table, CSV and call, none of them with the token', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies/7?from=1990&to=1993' });
    const figure = page.locator('[data-figure="revenue"]');
    await figure.getByRole('button', { name: /^Table/ }).click();
    expect(await figure.locator('tbody tr').allInnerTexts()).to.deep.equal([
      '1990\t80,000,000\t2\t2',
      '1991\t–\t0\t1',
      '1993\t10,000,000\t1\t1',
    ]);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await figure.getByRole('button', { name: 'Copy link' }).click();
    await figure.getByText('Link copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).to.equal(
      `${page.url()}&edition=${loaded.edition}&figure=revenue`,
    );
    await figure.getByRole('button', { name: 'API call' }).click();
    expect(await figure.locator('code').innerText()).to.equal(
      `curl -H "Authorization: Bearer $TOKEN" '${loaded.api.url}/v1/companies/7/summary-by-year?from=1990&to=1993'`,
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      figure.getByRole('button', { name: 'CSV' }).click(),
    ]);
    const csv = await loaded.api.get('/v1/companies/7/summary-by-year?from=1990&to=1993&format=csv');
    expect(await readFile(await download.path(), 'utf8')).to.equal(`\ufeff${csv.body}`);
    expect(download.suggestedFilename()).to.match(/^marquee-companies-7-summary-by-year-\d{14}\.csv$/);
  });

  it('show the same view at its permalink', async () => {
    const first = await browser.open(loaded.api.url, { path: '/companies/7' });
    await first.locator('[data-measure="budget"]').click();
    await first.locator('h2', { hasText: 'Budget by release year' }).waitFor();
    await first.getByLabel('From').fill('1993');
    await first.getByLabel('From').press('Enter');
    await first.waitForURL(/from=1993/);
    await expectMarks(first);
    const second = await browser.open(loaded.api.url, { path: new URL(first.url()).hash.slice(1) });
    await expectMarks(second);
    expect(await second.locator('h2').first().innerText()).to.equal('Budget by release year');

    async function expectMarks(page: typeof first) {
      expect(await readMarks(page, 'budget', 'rect', 2)).to.deep.equal([
        '1993 · US$ 40.0 M · known for 1 of 1 release',
        '1995 · US$ 5.00 M · known for 1 of 1 release',
      ]);
    }
  });

  it('say what to do where nothing matches or nothing exists', async () => {
    const none = await browser.open(loaded.api.url, { path: '/companies/7?from=2001' });
    await none.getByRole('button', { name: 'Show all years' }).click();
    await none.locator('[data-figure="revenue"]').waitFor();
    const nobody = await browser.open(loaded.api.url, { path: '/companies/999' });
    await nobody.locator('h1', { hasText: 'Not in this edition' }).waitFor();
    // The browser itself logs the 404, at any time while the page is open.
    await nobody.close();
    expect(browser.complaints().every((text) => text.includes('404'))).to.equal(true);
  });
});
