import { expect } from 'chai';
import { readMarks, testBrowser } from '../support/browser-page.js';
import { findViolations } from '../support/find-violations.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { fewMovies } from './few-movies.js';

const chips = '[aria-label="Filters that apply"] li';

describe('the way onward from a figure', function () {
  this.timeout(120_000);
  const loaded = loadedEdition(fewMovies);
  const browser = testBrowser();

  it('leads from a bar to its movies, their shares, and all of them in Search', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies/7' });
    await page.locator('[data-figure="revenue"] svg [aria-label^="1990"]').first().click();
    const behind = page.locator('[data-behind="1990"]');
    await behind.locator('li').first().waitFor();
    const lines = (await behind.locator('li').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
    expect(lines).to.deep.equal(['Movie 2 1990 US$ 50.0 M 63 %', 'Movie 1 1990 US$ 30.0 M 38 %']);
    expect(await behind.locator('.subtitle').innerText()).to.match(/Revenue: US\$\s80\.0\sM · 2 movies/);
    expect(await findViolations(page)).to.deep.equal([]);
    await behind.getByRole('link', { name: 'These movies in Search' }).click();
    await page.locator('[data-figure="movies"] [data-movie]').nth(1).waitFor();
    await page.locator(chips, { hasText: 'Company' }).waitFor();
    expect(await page.locator(chips).allInnerTexts()).to.include.members([
      'Company: Lantern Row ×',
      'Release year: 1990 ×',
      'Status: Released ×',
    ]);
    expect(await findViolations(page)).to.deep.equal([]);
    await page.getByRole('button', { name: 'Remove the filter Company: Lantern Row' }).click();
    await page.waitForURL((url) => !url.hash.includes('company'));
    await page.locator(chips, { hasText: 'Company' }).waitFor({ state: 'detached' });
  });

  it('leads from a row of a table, a ranking and a cell to the same', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies?by=revenue' });
    await page.locator('.ranking .figure-button').first().click();
    await page.locator('[data-behind="Lantern Row"] li').nth(2).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: /^Table/ }).click();
    await page.locator('tbody .figure-button').last().click();
    await page.locator('[data-behind="Café Lumière"] li').nth(1).waitFor();
    await page.goto(`${loaded.api.url}/#/popular?minReleases=1`);
    await page.locator('[data-figure="heat-map"] svg [aria-label^="1993 · War"]').first().click();
    await page.locator('[data-behind="1993 · War"] li', { hasText: 'Movie 4' }).waitFor();
  });

  it('does not carry filters to where they are not shown', async () => {
    const page = await browser.open(loaded.api.url, {
      path: '/companies?from=1990&to=1990&adjust=inflation',
    });
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Search' }).waitFor();
    expect(new URL(page.url()).hash).to.equal('#/search');
    await page.goBack();
    await page.locator('#views').getByRole('link', { name: 'Genres', exact: true }).click();
    await page.waitForURL(/genres\?from=1990&to=1990&adjust=inflation/);
  });

  it('turns a range that is given backwards round, and names a year that cannot be at its field', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies/7?to=1991' });
    await page.getByLabel('From').fill('1995');
    await page.getByLabel('From').press('Enter');
    await page.waitForURL(/to=1995&from=1991|from=1991&to=1995/);
    expect(await page.locator('.filters [role="alert"]').innerText()).to.equal('Turned round: 1991 to 1995.');
    // Also while the answer is still on its way.
    await page.getByLabel('From').fill('19');
    await page.getByLabel('From').press('Enter');
    await page.getByText('Years go from 1874 to 2100.').waitFor();
    expect(await page.locator('[data-figure="revenue"]').count()).to.equal(1);
  });

  it('keeps the figures where the next choice cannot be shown, and undoes it', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies?by=revenue' });
    await page.locator('.ranking li').first().waitFor();
    await page.goto(`${loaded.api.url}/#/companies?by=revenue&minKnown=none`);
    await page.locator('[data-state="rejected"]').waitFor();
    expect(await page.locator('.ranking li').count()).to.be.greaterThan(0);
    await page.getByRole('button', { name: 'Undo it' }).click();
    await page.locator('[data-state="rejected"]').waitFor({ state: 'detached' });
  });

  it('returns to the place and the link that the reader left', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies/7' });
    const partner = page.locator('[data-figure="partners"] a', { hasText: 'Old Harbour' });
    await partner.click();
    await page.getByRole('heading', { level: 1, name: 'Old Harbour' }).waitFor();
    expect(await page.evaluate('scrollY')).to.equal(0);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Lantern Row' }).waitFor();
    await page.locator('[data-figure="partners"] a:focus').waitFor();
    expect(await page.evaluate('scrollY')).to.be.greaterThan(100);
  });

  it('unfolds what a measure means in place', async () => {
    const page = await browser.open(loaded.api.url);
    const meaning = page.locator('[data-figure="revenue"]').getByRole('button', { name: 'what it means' });
    await meaning.click();
    await page.locator('[data-figure="revenue"] .meaning', { hasText: 'The sum of the revenues' }).waitFor();
    expect(await meaning.getAttribute('aria-expanded')).to.equal('true');
  });

  it('explores any figures by the dimensions of the schema, as the API returns them', async () => {
    const page = await browser.open(loaded.api.url, { path: '/explore?group=year,genre&measures=revenue' });
    const { body } = await loaded.api.get(
      '/v1/movies/aggregate?group=year,genre&measures=revenue&limit=1000',
    );
    const known = body.data.filter(({ revenue }: { revenue: { known: number } }) => revenue.known > 0);
    expect(await readMarks(page, 'explore', 'circle', known.length)).to.include(
      '1990 · Drama · Revenue: US$ 80.0 M',
    );
    const { body: schema } = await loaded.api.get('/v1/schema');
    expect(await page.getByLabel('By', { exact: true }).locator('option').allInnerTexts()).to.deep.equal(
      schema.data.dimensions.map(({ title }: { title: string }) => title),
    );
    for (const plot of ['stacked', 'heat map', 'table']) {
      await page.getByLabel('Shown as').selectOption({ label: plot });
      await page.locator('[data-figure="explore"]').locator('rect[aria-label], tbody tr').first().waitFor();
      expect(await findViolations(page), plot).to.deep.equal([]);
    }
    const combobox = page.getByRole('combobox', { name: 'Only movies of' });
    await combobox.pressSequentially('com');
    await page.getByRole('option', { name: 'Comedy' }).waitFor();
    await combobox.press('Enter');
    await page.locator(chips, { hasText: 'Genre: Comedy' }).waitFor();
  });

  it('compares by the API’s figures, as they are and as shares', async () => {
    const page = await browser.open(loaded.api.url, { path: '/compare?kind=company&ids=7,8&by=revenue' });
    expect(await readMarks(page, 'compare', 'circle', 5)).to.include(
      '1990 · Old Harbour · US$ 30.0 M · known for 1 of 1 release',
    );
    await page.getByLabel('Shown').selectOption({ label: 'added up over the years' });
    await page.waitForURL(/scale=cumulative/);
    await page.getByRole('button', { name: /^Table/ }).click();
    expect(await page.locator('tbody tr').first().innerText()).to.equal(
      'Lantern Row\t1990\t80,000,000\t2\t2',
    );
    expect(await findViolations(page)).to.deep.equal([]);
  });

  it('says that nothing has the ids of an address', async () => {
    const page = await browser.open(loaded.api.url, { path: '/genres?ids=424242' });
    await page.getByText('Nothing to compare has the id 424242.').waitFor();
  });

  it('compares those that are there, and names the others', async () => {
    const page = await browser.open(loaded.api.url, { path: '/compare?kind=company&ids=7,424242' });
    await page.locator('[data-unknown]', { hasText: 'Not in this edition: company 424242.' }).waitFor();
    await page.locator('[data-figure="compare"] svg circle').first().waitFor();
  });

  it('copies a table for a spreadsheet and saves a plot as SVG with title, edition and source', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies/7' });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const figure = page.locator('[data-figure="revenue"]');
    await figure.getByRole('button', { name: /^Copy table/ }).click();
    await figure.getByText('Table copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).to.match(
      /^Year\tRevenue \(US\$\)\tKnown\tReleases\n1990\t80000000\t2\t2\n/,
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      figure.getByRole('button', { name: /^SVG/ }).click(),
    ]);
    expect(download.suggestedFilename()).to.equal('marquee-revenue-by-release-year.svg');
  });
});

describe('the description of the API', function () {
  this.timeout(120_000);
  const loaded = loadedEdition(fewMovies);
  const browser = testBrowser();

  it('has the page’s token and colours', async () => {
    const page = await browser.open(loaded.api.url, { colorScheme: 'dark' });
    await page.locator('[data-figure="revenue"] svg').first().waitFor();
    await page.getByRole('link', { name: 'All questions of the API' }).click();
    await page.locator('.swagger-ui .opblock').first().waitFor();
    expect(
      await page.locator('.swagger-ui .authorize.locked, .swagger-ui .auth-wrapper .locked').count(),
    ).to.be.at.least(1);
    const ground = await page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    expect(ground).to.equal('rgb(18, 22, 27)');
    expect(browser.complaints()).to.deep.equal([]);
  });
});
