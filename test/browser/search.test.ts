import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { testBrowser } from '../support/browser-page.js';
import { findViolations } from '../support/find-violations.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { answers } from './answers-by-contract.js';
import { fewMovies } from './few-movies.js';

/*
 * The views over search and documents, against answers written as the contract of these endpoints has them: what is
 * under test here is what the page makes of an answer.
 */

describe('search on the page', function () {
  this.timeout(120_000);
  const loaded = loadedEdition(fewMovies);
  const browser = testBrowser();

  /** The page at a view, and the searches it sent. */
  async function open(path: string): Promise<{ page: Page; searches: string[] }> {
    const page = await browser.open(loaded.api.url, { path: '/editions' });
    const searches: string[] = [];
    await page.route(/\/v1\/(movies|suggest|people|collections)/, (route) => {
      const url = new URL(route.request().url());
      if (url.pathname.endsWith('search')) searches.push(url.search);
      const answer = answers[url.pathname.slice('/v1/'.length)];
      if (answer === undefined) return route.fallback();
      // The page asks for more of the edition that the first answer names.
      const meta = { ...('meta' in answer && (answer.meta as object)), edition: loaded.edition };
      return route.fulfill({ json: 'meta' in answer ? { ...answer, meta } : answer });
    });
    await page.locator('main section').first().waitFor();
    await page.goto(`${loaded.api.url}/#${path}`);
    return { page, searches };
  }

  afterEach(() => expect(browser.complaints(), 'what the browser complained about').to.deep.equal([]));

  it('marks the words that were found, and never parses text as HTML', async () => {
    const { page, searches } = await open('/search?q=ligthouse');
    const first = page.locator('[data-movie="1"]');
    await first.waitFor();
    expect(new URLSearchParams(searches[0]).get('q')).to.equal('ligthouse');
    expect(await first.locator('mark').allInnerTexts()).to.deep.equal(['lighthouse']);
    expect(await first.locator('b').count()).to.equal(0);
    expect(await first.innerText()).to.include('A lighthouse keeper & his daughter');
    expect(await page.locator('.summary').innerText()).to.equal(
      '41 movies that come close to “ligthouse”; none has all of these words. Did you mean lighthouse?',
    );
  });

  it('tells the movies that have all words from similar ones', async () => {
    const { page } = await open('/search');
    for (const [exactMatches, total, words] of [
      [1, 3, '3 movies: 1 has all words of “sea”, 2 only similar ones.'],
      [2, 3, '3 movies: 2 have all words of “sea”, 1 only similar ones.'],
      [1, 1, '1 movie that has all words of “sea”.'],
      [0, 1, '1 movie that comes close to “sea”; none has all of these words.'],
    ] as const) {
      const answer = answers['movies/search'] as { meta: object };
      await page.route(/\/v1\/movies\/search/, (route) =>
        route.fulfill({
          json: {
            ...answer,
            didYouMean: undefined,
            meta: { ...answer.meta, edition: loaded.edition, matching: 'fuzzy', exactMatches, total },
          },
        }),
      );
      await page.goto(`${loaded.api.url}/?${exactMatches}-${total}#/search?q=sea`);
      await page.locator('.summary', { hasText: words }).waitFor();
      expect(await page.locator('.summary').innerText()).to.equal(words);
    }
  });

  it('filters by facets and turns pages, all kept in the route', async () => {
    const { page, searches } = await open('/search?q=sea');
    await page.locator('[data-facet="genre"] button', { hasText: 'Drama' }).click();
    await page.waitForURL(/genre=18/);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.waitForURL(/offset=20/);
    await page.getByText('21 to 40 of 41').waitFor();
    const last = new URLSearchParams(searches.at(-1));
    expect(Object.fromEntries(last)).to.include({ q: 'sea', genre: '18', offset: '20', limit: '20' });
    await page.locator('[data-facet="genre"] button').click();
    await page.waitForURL((url) => !url.href.includes('genre') && !url.href.includes('offset'));
    await page.getByLabel('Adult movies').selectOption('include');
    await page.waitForURL(/adult=include/);
    await page.locator('main[aria-busy]').waitFor({ state: 'detached' });
    expect(new URLSearchParams(searches.at(-1)).get('adult')).to.equal('include');
  });

  it('suggests movies, people and companies while typing, by keyboard', async () => {
    const { page } = await open('/search');
    const input = page.getByRole('combobox', { name: 'Search movies' });
    await input.pressSequentially('ben');
    await page.getByRole('group', { name: 'People' }).waitFor();
    await input.press('ArrowUp');
    await input.press('ArrowUp');
    await input.press('Enter');
    await page.getByRole('heading', { name: 'Ben Actor' }).waitFor();
    expect(await page.locator('[data-figure="filmography"] tbody tr').allInnerTexts()).to.deep.equal([
      'Movie 1\t1999\tKeeper\t–\t7.3',
    ]);
  });

  it('opens by Enter what has the name, without its accents too, and searches for the words otherwise', async () => {
    const { page } = await open('/search');
    const input = page.getByRole('combobox', { name: 'Search movies' });
    await input.fill('cafe lumiere');
    await input.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Café Lumière' }).waitFor();
    await page.goBack();
    await input.fill('lumiere');
    await input.press('Enter');
    await page.waitForURL(/search\?q=lumiere/);
  });

  it('lists what else has the words, and everything in one list', async () => {
    const { page } = await open('/search?q=lantern');
    const others = page.locator('[data-figure="other-kinds"]');
    await others.getByRole('link', { name: 'Lantern Row' }).waitFor();
    expect(await others.locator('span').allInnerTexts()).to.deep.equal(['Lantern Row company']);
    await others.getByRole('link', { name: 'in one list' }).click();
    const found = page.locator('[data-figure="everything"]');
    await found.locator('li').first().waitFor();
    const kinds = await found.locator('li').evaluateAll((all) => all.map((one) => one.dataset.kind));
    expect(kinds).to.deep.equal(['company', ...Array(5).fill('movie')]);
    expect(await found.locator('li').first().innerText()).to.match(/^Lantern Row\s+company · 5 movies$/);
    const input = page.getByRole('combobox', { name: 'Search movies' });
    await input.fill('movie');
    await input.press('Enter');
    await found.locator('[data-kind="movie"]').nth(5).waitFor();
    expect(await findViolations(page)).to.deep.equal([]);
    await page.getByLabel('Kind').selectOption({ label: 'people' });
    await page.getByText('0 results').waitFor();
  });

  it('shows a movie with its money, its flags and similar movies, and a collection', async () => {
    const { page } = await open('/movies/1');
    await page.getByRole('heading', { name: 'Movie 1' }).first().waitFor();
    expect(await page.locator('.stats').innerText()).to.match(
      /Revenue\s+not known[\s\S]*Budget\s+US\$\s10\.0\sM/,
    );
    await page.getByText('The revenue was 8: taken as not known.').waitFor();
    expect(await page.locator('[data-figure="movie"] dl').innerText()).to.match(/Written by\s+Cy Writer/);
    expect(await page.locator('[data-figure="similar"] [data-movie]').count()).to.equal(1);
    expect(await page.getByRole('link', { name: 'lighthouse' }).getAttribute('href')).to.equal(
      '#/search?keyword=5',
    );
    await page.goto(`${loaded.api.url}/#/collections/9`);
    await page.getByRole('heading', { name: 'Lights' }).waitFor();
    expect(await page.locator('[data-figure="parts"] [data-movie]').count()).to.equal(2);
  });

  it('passes axe for WCAG 2.2 AA', async () => {
    const { page } = await open('/search?q=sea');
    for (const path of ['/search?q=sea', '/movies/1', '/people/4', '/collections/9']) {
      await page.goto(`${loaded.api.url}/#${path}`);
      await page.locator('main[aria-busy]').waitFor({ state: 'detached' });
      expect(await findViolations(page), path).to.deep.equal([]);
    }
  });
});
