import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { goodToken, startApi, type TestApi } from '../support/api.js';
import { testBrowser } from '../support/browser-page.js';
import { movieLine } from '../support/edition.js';
import { findViolations } from '../support/find-violations.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { fewMovies } from './few-movies.js';

const poster = '/poster.jpg';
const withPoster = movieLine({
  id: '70',
  title: 'A poster',
  poster_path: poster,
  release_date: '1990-01-01',
});

describe('what the operator allows the page', function () {
  this.timeout(120_000);
  const loaded = loadedEdition([...fewMovies, withPoster]);
  const browser = testBrowser();
  let api: TestApi;
  let wiki: Server;
  let wikiPort: number;
  let wikiPage = '';
  before(async () => {
    wiki = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<!doctype html><title>Wiki</title>${wikiPage}`);
    });
    await new Promise<void>((done) => wiki.listen(0, '127.0.0.1', done));
    wikiPort = (wiki.address() as AddressInfo).port;
    const page = { frameAncestors: [`http://127.0.0.1:${wikiPort}`], hasPosters: true };
    api = await startApi(await sharedNodeUrl(), { page });
  });
  after(async () => {
    await api?.close();
    wiki?.close();
    wiki?.closeAllConnections();
  });

  it('is nothing by default: no request but to its own server, and no frame', async () => {
    const page = await browser.open(loaded.api.url, { path: '/' });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.locator('[data-figure="revenue"] svg').first().waitFor();
    expect(await page.getByRole('button', { name: /^Embed/ }).count()).to.equal(0);
    await page.goto(`${loaded.api.url}/#/movies/70`);
    await page.locator('[data-figure="movie"]').waitFor();
    expect(await page.locator('img').count()).to.equal(0);
    expect(requests.length).to.be.above(0);
    expect(requests.filter((url) => !url.startsWith(loaded.api.url))).to.deep.equal([]);
    expect(browser.complaints()).to.deep.equal([]);
  });

  it('is posters from TMDB’s image server, and nothing else', async () => {
    const page = await browser.open(api.url, { path: '/movies/1' });
    const foreign: string[] = [];
    await page.route(/^https:/, (route) => {
      foreign.push(route.request().url());
      return route.fulfill({
        contentType: 'image/svg+xml',
        body: '<svg xmlns="http://www.w3.org/2000/svg"/>',
      });
    });
    await page.locator('[data-figure="movie"]').waitFor();
    const asked = page.waitForResponse(/image\.tmdb\.org/);
    await page.goto(`${api.url}/#/movies/70`);
    await asked;
    expect(foreign).to.deep.equal([`https://image.tmdb.org/t/p/w185${poster}`]);
    expect(browser.complaints()).to.deep.equal([]);
  });

  it('is a figure alone in a frame of an origin that it lists', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const page = await browser.open(api.url, { path: '/companies/7', permissions });
    await page.locator('[data-figure="profit"] svg').first().waitFor();
    await page.getByRole('button', { name: 'Embed: Profit', exact: true }).click();
    await page.locator('[data-figure="profit"] .said', { hasText: 'Copied' }).waitFor();
    const html = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(html).to.include(`#/companies/7?edition=${loaded.edition}&amp;figure=profit&amp;embed=1"`);
    // A reader pastes a token into the frame; here its author has put one into the address.
    wikiPage = html.replace(
      /#([^"]+)"/,
      (_, view: string) =>
        `#token=${goodToken()}&amp;view=${encodeURIComponent(view.replaceAll('&amp;', '&'))}"`,
    );
    await page.goto(`http://127.0.0.1:${wikiPort}/`);
    const frame = page.frameLocator('iframe');
    await frame.locator('[data-figure="profit"] svg [aria-label^="1990"]').first().waitFor();
    expect(await frame.locator('section:visible').count()).to.equal(1);
    expect(await frame.locator('#top, #foot, .tools, h1:visible').count()).to.equal(0);
    await frame.locator('[data-figure="profit"] svg [aria-label^="1990"]').first().click();
    await frame.locator('[data-behind="1990"] li').nth(1).waitFor();
    const [whole] = await Promise.all([
      page.waitForEvent('popup'),
      frame.getByRole('link', { name: 'Marquee', exact: true }).click(),
    ]);
    expect(whole.url()).to.equal(`${api.url}/#/companies/7?edition=${loaded.edition}&figure=profit`);
    await page.goto(`${api.url}/#token=${goodToken()}&view=%2Fcompanies%2F7%3Ffigure%3Dprofit%26embed%3D1`);
    await page.locator('[data-figure="profit"] svg').first().waitFor();
    expect(await findViolations(page)).to.deep.equal([]);
    expect(browser.complaints()).to.deep.equal([]);
  });

  it('is no frame of another origin', async () => {
    wikiPage = `<iframe src="${api.url}/#/?embed=1&amp;figure=revenue"></iframe>`;
    const page = await browser.open(api.url);
    await page.locator('main h1').waitFor();
    const complaint = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await page.goto(`http://localhost:${wikiPort}/`);
    await complaint;
    browser.complaints();
  });
});
