import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeEdition } from '../../sample/write-edition.js';
import { testBrowser } from '../support/browser-page.js';
import { loadAndPublish, loadedEdition } from '../support/loaded-edition.js';
import { Reader, type Way, ways } from '../support/reader.js';

type Row = Record<string, { id: number; name: string } & Record<string, number>> & {
  title: string;
  id: number;
};

/** What an analyst wants to know, each in at most four steps from the first page. */
describe('an analyst on the page', function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  const loaded = loadedEdition(folder, () => writeEdition(folder, { movies: 600, seed: 1, ratings: 0 }));
  const browser = testBrowser();
  before(async () => {
    // A second edition, so that the last one changed something.
    await loadAndPublish(loaded.client, loaded.hydration);
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(() => expect(browser.complaints(), 'what the browser complained about').to.deep.equal([]));

  const rows = async (path: string): Promise<Row[]> => (await loaded.api.get(`/v1/${path}`)).body.data;

  for (const way of ways) describe(way.name, () => tasks(way));

  function tasks({ hand, context }: Way): void {
    const task = (question: string, find: (reader: Reader) => Promise<void>): void => {
      it(question, async () => {
        const page = await browser.open(loaded.api.url, { ...context, acceptDownloads: true });
        await page.locator('[data-figure="revenue"] svg').first().waitFor();
        const reader = new Reader(page, hand);
        await find(reader);
        expect(reader.steps, 'steps').to.be.at.most(4);
        await page.context().close();
      });
    };
    const figure = ({ page }: Reader, name: string) => page.locator(`[data-figure="${name}"]`);
    const firstName = async (reader: Reader): Promise<string> =>
      figure(reader, 'top').locator('.name').first().innerText();
    const tool = (reader: Reader, name: string, label: RegExp) =>
      figure(reader, name).locator('.tools').getByRole('button', { name: label });

    task('finds the studio with most profit in the 1990s, in dollars of one year', async (reader) => {
      await reader.open('Companies');
      await reader.choose(reader.page.getByLabel('or the'), '1990s');
      await reader.choose(reader.page.getByLabel('Dollars', { exact: true }), 'of 2024 (inflation)');
      const [top] = await rows(
        'companies/top?by=profit&from=1990&to=1999&adjust=inflation&base=2024&limit=1',
      );
      await figure(reader, 'top').getByText('US$ of 2024').waitFor();
      expect(await firstName(reader)).to.equal(top?.company?.name);
    });

    task('finds a studio’s releases by genre, in all and by year', async (reader) => {
      const [company] = await rows('companies/top?by=releases&limit=1');
      await reader.open('Companies');
      const field = reader.page.getByRole('combobox', { name: 'Find a company' });
      await field.focus();
      await reader.page.keyboard.type(company?.company?.name ?? '');
      await reader.page.getByRole('option').first().waitFor();
      reader.steps += 1;
      await reader.page.keyboard.press('Enter');
      await figure(reader, 'genres').locator('svg').waitFor();
      expect(await figure(reader, 'genres').locator('.legend').innerText()).to.match(/\w+ \d+/);
      expect(await figure(reader, 'genres').locator('svg g > rect[aria-label]').count()).to.be.greaterThan(1);
    });

    task('sees the movies behind a bar, top first, with their shares', async (reader) => {
      const [year] = await rows('movies/aggregate?group=year&measures=revenue&sort=-revenue&limit=1');
      const top = `${year?.year}`;
      await reader.pressMark('revenue', top);
      const behind = figure(reader, 'revenue').locator('.behind');
      await behind.locator('li').first().waitFor();
      const [movie] = await rows(`movies/search?from=${top}&to=${top}&sort=revenue&adult=include&limit=1`);
      expect(await behind.locator('li').first().innerText())
        .to.include(movie?.title)
        .and.match(/\d %/);
    });

    task('finds the highest-grossing movies, nominal and in today’s dollars', async (reader) => {
      await reader.open('Rankings');
      expect(await firstName(reader)).to.include((await rows('movies/top?sort=-revenue&limit=1'))[0]?.title);
      await reader.choose(reader.page.getByLabel('Dollars', { exact: true }), 'of 2024 (inflation)');
      await figure(reader, 'top').getByText('US$ of 2024').waitFor();
      const [real] = await rows('movies/top?sort=-revenue&adjust=inflation&base=2024&limit=1');
      expect(await firstName(reader)).to.include(real?.title);
      expect(await figure(reader, 'top').locator('.ranking li').count()).to.be.at.least(10);
    });

    task('finds the top horror movies of the 1980s', async (reader) => {
      await reader.open('Genres');
      await reader.press(
        reader.page.locator('.plain-list').getByRole('link', { name: 'Horror', exact: true }),
      );
      await reader.page.getByRole('heading', { level: 1, name: 'Horror' }).waitFor();
      await reader.choose(reader.page.getByLabel('or the'), '1980s');
      await reader.page.waitForURL(/from=1980/);
      const [top] = await rows('movies/search?genre=27&from=1980&to=1989&sort=revenue&limit=1');
      await figure(reader, 'movies-of')
        .locator('tbody tr', { hasText: top?.title ?? '' })
        .first()
        .waitFor();
    });

    task('compares the profit of two studios', async (reader) => {
      await reader.open('Compare');
      await reader.press(reader.page.locator('[data-measure="profit"]'));
      await reader.page.getByRole('heading', { name: 'Profit by company' }).waitFor();
      expect(await reader.page.locator('.chip[aria-pressed="true"]').count()).to.equal(2);
      expect(await figure(reader, 'compare').locator('svg circle').count()).to.be.greaterThan(1);
    });

    task('sees whether horror returns more than drama', async (reader) => {
      await reader.open('Rankings');
      await reader.press(
        reader.page.getByRole('navigation', { name: 'Rankings' }).getByRole('link', { name: 'Genres' }),
      );
      await reader.page.getByRole('heading', { name: /Top genres by return on investment/ }).waitFor();
      const names = await figure(reader, 'top').locator('.name').allInnerTexts();
      const ranked = await rows('genres/top?by=returnOnInvestment&minKnown=5');
      expect(names).to.deep.equal(ranked.map(({ genre }) => genre?.name));
    });

    task('finds the median budget by year', async (reader) => {
      await reader.press(reader.page.locator('[data-measure="medianBudget"]'));
      await reader.page.getByRole('heading', { name: 'Median budget by release year' }).waitFor();
      const known = (await rows('movies/aggregate?group=year&measures=medianBudget&limit=1000')).filter(
        ({ medianBudget }) => (medianBudget?.known ?? 0) > 0,
      );
      await figure(reader, 'percentiles').locator('svg circle').first().waitFor();
      expect(await figure(reader, 'medianBudget').locator('svg g > rect[aria-label]').count()).to.equal(
        known.length,
      );
    });

    task('finds what an actor’s movies earned, by Enter alone', async (reader) => {
      const [top] = await rows('actors/top?by=revenue&limit=1');
      const name = top?.actor?.name ?? '';
      await reader.open('Search');
      await reader.type(reader.page.getByRole('combobox', { name: 'Search movies' }), name);
      await reader.page.getByRole('heading', { level: 1, name }).waitFor();
      expect(await reader.page.locator('.stats').innerText()).to.match(/Revenue\s+US\$/);
    });

    task('ranks directors by revenue', async (reader) => {
      await reader.open('Rankings');
      await reader.press(reader.page.getByRole('link', { name: 'Directors' }));
      await reader.page.getByRole('heading', { name: 'Top directors by revenue' }).waitFor();
      const [top] = await rows('directors/top?by=revenue&limit=1');
      expect(await firstName(reader)).to.equal(top?.director?.name);
    });

    task('counts French releases per year', async (reader) => {
      await reader.open('Rankings');
      await reader.press(reader.page.getByRole('link', { name: 'Countries' }));
      await reader.press(reader.page.getByRole('link', { name: 'France', exact: true }));
      await reader.page.getByRole('button', { name: 'Remove the filter Country: France' }).waitFor();
      const years = await rows('movies/aggregate?group=year&country=FR&gaps=fill&limit=1000');
      expect(await figure(reader, 'explore').locator('svg g > rect[aria-label]').count()).to.equal(
        years.length,
      );
    });

    task('finds the biggest flops', async (reader) => {
      await reader.open('Rankings');
      await reader.press(reader.page.locator('[data-measure="profit"]'));
      await reader.choose(reader.page.getByLabel('Order'), 'smallest first');
      await reader.page.getByRole('heading', { name: 'Bottom movies by profit' }).waitFor();
      const [worst] = await rows('movies/top?sort=profit&limit=1');
      expect(await firstName(reader)).to.include(worst?.title);
    });

    task('takes a chart along as PNG', async (reader) => {
      const [download] = await Promise.all([
        reader.page.waitForEvent('download'),
        reader.press(tool(reader, 'revenue', /^PNG/)),
      ]);
      const picture = await readFile(await download.path());
      expect(picture.subarray(1, 4).toString()).to.equal('PNG');
      expect(picture.length).to.be.greaterThan(5_000);
    });

    task('takes a series along as CSV', async (reader) => {
      const [download] = await Promise.all([
        reader.page.waitForEvent('download'),
        reader.press(tool(reader, 'revenue', /^CSV/)),
      ]);
      expect(await readFile(await download.path(), 'utf8')).to.match(/^\ufeffyear,releases/);
    });

    task('sends exactly this figure to a colleague', async (reader) => {
      await reader.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await reader.press(tool(reader, 'budget', /^Copy link/));
      await figure(reader, 'budget').getByText('Link copied').waitFor();
      const link = (await reader.page.evaluate('navigator.clipboard.readText()')) as string;
      expect(link).to.match(/edition=\d{14}&figure=budget/);
      const other = await browser.open(loaded.api.url, { ...context, path: new URL(link).hash.slice(1) });
      await other.locator('[data-notice="older"]').waitFor();
      const { y } = (await other.locator('[data-figure="budget"]').boundingBox()) ?? { y: Number.NaN };
      expect(y, 'the figure is in the window').to.be.below(context.viewport?.height ?? 0);
      await other.context().close();
    });

    task('sees whether a year’s figure can be trusted', async (reader) => {
      const marks = figure(reader, 'revenue').locator('svg g > rect[aria-label]');
      expect(await marks.last().getAttribute('aria-label')).to.match(/known for \d+ of \d+ release/);
    });

    task('finds the genre that won most years', async (reader) => {
      await reader.open('Genre of the year');
      await reader.press(reader.page.locator('[data-measure="profit"]'));
      await reader.page.getByRole('heading', { name: 'Genre of the year by profit' }).waitFor();
      const winners = await rows('genres/most-popular-by-year?by=profit&minReleases=3');
      const wins = new Map<string, number>();
      for (const { genre } of winners) wins.set(genre?.name ?? '', (wins.get(genre?.name ?? '') ?? 0) + 1);
      const [name, number] = [...wins].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0] ?? [];
      expect(await reader.page.locator('.wins').innerText()).to.include(`Most years won: ${name} ${number}`);
    });

    task('finds what the last edition changed', async (reader) => {
      await reader.open('Editions');
      await figure(reader, 'changes').waitFor();
      expect(await figure(reader, 'changes').innerText()).to.match(/Added[\s\S]*Gone[\s\S]*The same/);
    });

    task('finds a movie by three words of its plot', async (reader) => {
      const [movie] = (await rows('movies/search?sort=popularity&limit=20')) as unknown as {
        title: string;
        overview: string;
      }[];
      const words = (movie?.overview.match(/\p{L}{7,}/gu) ?? []).slice(0, 3).join(' ');
      await reader.open('Search');
      await reader.type(reader.page.getByRole('combobox', { name: 'Search movies' }), words);
      await figure(reader, 'movies').locator('mark').first().waitFor();
      expect(await figure(reader, 'movies').locator('h3').allInnerTexts()).to.satisfy((all: string[]) =>
        all.some((text) => text.includes(movie?.title ?? '')),
      );
    });

    task('ranks franchises', async (reader) => {
      await reader.open('Rankings');
      await reader.press(reader.page.getByRole('link', { name: 'Collections' }));
      await reader.page.getByRole('heading', { name: 'Top collections by revenue' }).waitFor();
      const [top] = await rows('collections/top?by=revenue&limit=1');
      expect(await firstName(reader)).to.equal(top?.collection?.name);
    });

    task('compares summer with winter', async (reader) => {
      await reader.open('Explore');
      await reader.choose(reader.page.getByLabel('By', { exact: true }), 'Quarter');
      await reader.choose(reader.page.getByLabel('Figure', { exact: true }), 'Median revenue');
      await reader.page.getByRole('heading', { name: 'Median revenue by quarter' }).waitFor();
      const bars = figure(reader, 'explore').locator('svg g > rect[aria-label]');
      expect(
        await bars.evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-label')?.split('\n')[0])),
      ).to.include('July to September');
    });

    task('opens a movie at IMDb', async (reader) => {
      const [movie] = await rows('movies/top?sort=-popularity&limit=1');
      const { body } = await loaded.api.get(`/v1/movies/${movie?.id}`);
      await reader.open('Search');
      await reader.type(reader.page.getByRole('combobox', { name: 'Search movies' }), movie?.title ?? '');
      await reader.press(figure(reader, 'movies').locator(`[data-movie="${movie?.id}"] h3 a`));
      const link = reader.page.getByRole('link', { name: body.data.imdbId === null ? 'TMDB' : 'IMDb' });
      expect(await link.getAttribute('href')).to.include(body.data.imdbId ?? String(movie?.id));
    });

    task('sorts a table', async (reader) => {
      await reader.press(tool(reader, 'revenue', /^Table/));
      await reader.press(
        figure(reader, 'revenue')
          .locator('thead')
          .getByRole('button', { name: /^Revenue/ }),
      );
      const [top] = await rows('movies/aggregate?group=year&measures=revenue&sort=-revenue&limit=1');
      const head = figure(reader, 'revenue').locator('th[aria-sort="descending"]');
      await head.waitFor();
      expect(await figure(reader, 'revenue').locator('tbody th').first().innerText()).to.equal(
        `${top?.year}`,
      );
    });

    task('reaches rank 40', async (reader) => {
      await reader.open('Companies');
      await reader.press(reader.page.getByRole('button', { name: 'Next' }));
      await reader.page.waitForURL(/offset=25/);
      await reader.page.locator('.ranking .rank', { hasText: /^40$/ }).waitFor();
      const [at40] = await rows('companies/top?by=profit&limit=1&offset=39');
      expect(
        await figure(reader, 'top')
          .locator('li', { hasText: at40?.company?.name ?? '' })
          .count(),
      ).to.be.at.least(1);
    });

    task('adds up the years, and shows shares', async (reader) => {
      await reader.open('Compare');
      await reader.choose(reader.page.getByLabel('Shown'), 'added up over the years');
      await reader.page.waitForURL(/scale=cumulative/);
      await reader.choose(reader.page.getByLabel('Shown'), 'as share of those shown');
      await figure(reader, 'compare').getByText('% of those shown').waitFor();
    });
  }
});
