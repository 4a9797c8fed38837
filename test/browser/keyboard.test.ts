import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { readMarks, testBrowser } from '../support/browser-page.js';
import { findViolations } from '../support/find-violations.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { fewMovies } from './few-movies.js';

const views = [
  ...['/', '/companies', '/companies/7', '/genres', '/genres/18', '/popular', '/editions'],
  ...['/rankings', '/compare?ids=7,8', '/explore', '/explore?group=genre', '/search'],
];

describe('the page', function () {
  this.timeout(120_000);
  const loaded = loadedEdition(fewMovies);
  const browser = testBrowser();

  it('finds a company by the beginning of its name, without its accents', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies' });
    const input = page.getByRole('combobox', { name: 'Find a company' });
    await input.pressSequentially('cafe lu');
    await page.getByRole('option', { name: 'Café Lumière' }).waitFor();
    expect(await input.getAttribute('aria-expanded')).to.equal('true');
    await input.press('ArrowDown');
    const active = await input.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).innerText()).to.include('Café Lumière');
    await input.press('Enter');
    await page.getByRole('heading', { name: 'Café Lumière' }).waitFor();
    expect(page.url()).to.match(/#\/companies\/9$/);
    await input.pressSequentially('zzz');
    await page.getByText('Nothing found for “zzz”.').waitFor();
    await input.press('Escape');
    expect(await input.getAttribute('aria-expanded')).to.equal('false');
  });

  it('works by keyboard alone: from the skip link to a figure, its values, its measure and its table', async () => {
    const page = await browser.open(loaded.api.url);
    await readMarks(page, 'revenue');
    await page.keyboard.press('Tab');
    expect(await focused(page)).to.equal('Skip to content');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Profit');
    await page.keyboard.press('Enter');
    await page.locator('h2', { hasText: 'Profit by release year' }).waitFor();
    expect(await focused(page), 'the focus stays on the switch').to.equal('Profit');
    await tabTo(page, 'Profit by release year, 1990 to 1995');
    await page.keyboard.press('End');
    expect(await page.locator('.figure.large [aria-live]').innerText()).to.include('US$\u00a015.8\u00a0M');
    await page.keyboard.press('ArrowLeft');
    await page
      .locator('.figure.large svg [aria-label="tip"] text', { hasText: '1993' })
      .waitFor({ state: 'attached' });
    await tabTo(page, 'Table: Profit by release year');
    await page.keyboard.press('Space');
    await page.locator('.figure.large table').waitFor();
  });

  for (const [name, options] of [
    ['in light colours', { colorScheme: 'light' }],
    ['in dark colours', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
  ] as const) {
    it(`passes axe for WCAG 2.2 AA ${name}, and nothing is wider than the window`, async () => {
      const page = await browser.open(loaded.api.url, options);
      for (const view of views) {
        await page.goto(`${loaded.api.url}/#${view}`);
        await page.locator('main[aria-busy]').waitFor({ state: 'detached' });
        await page.locator('main section').first().waitFor();
        for (const button of await page.getByRole('button', { name: /^(Table|API call)/ }).all())
          await button.click();
        expect(await findViolations(page), `${view} ${name}`).to.deep.equal([]);
        const [wide, window] = (await page.evaluate(
          '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
        )) as [number, number];
        expect(wide, view).to.be.at.most(window);
      }
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(await findViolations(page), `signing in ${name}`).to.deep.equal([]);
    });
  }

  it('keeps the chosen colours for the next visit', async () => {
    const page = await browser.open(loaded.api.url, { colorScheme: 'light' });
    const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const light = await ground();
    const button = page.getByRole('button', { name: 'Colours:' });
    await button.click();
    expect(await ground()).to.equal(light);
    await button.click();
    expect(await ground()).not.to.equal(light);
    await page.reload();
    expect(await ground()).not.to.equal(light);
  });
});

const focused = async (page: Page): Promise<string> =>
  (await page.evaluate(
    "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent",
  )) as string;

async function tabTo(page: Page, name: string): Promise<void> {
  for (let n = 0; n < 40; n++) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).startsWith(name)) return;
  }
  throw new Error(`${name} cannot be reached by 40 tabs`);
}
