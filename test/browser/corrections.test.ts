import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { testBrowser } from '../support/browser-page.js';
import { movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const rows = [
  '1,revenue,5000000,https://example.org/report',
  '1,budget,2000000,javascript:alert(1)',
  '2,runtime,95,"A <b>letter</b>"',
];

describe('corrections on the page', function () {
  this.timeout(120_000);
  const corrections = join(temporaryFolder(), 'fixes.csv');
  const loaded = loadedEdition(
    [movieLine({ id: '1', title: 'The Lantern', revenue: '12' }), movieLine({ id: '2', runtime: '' })],
    () => writeFile(corrections, `id,field,value,source\n${rows.join('\n')}\n`),
    { corrections },
  );
  const browser = testBrowser();
  afterEach(() => expect(browser.complaints(), 'what the browser complained about').to.deep.equal([]));

  it('stand on a movie’s page with what was reported and the source, which is a link only if it is a URL of the web', async () => {
    const page = await browser.open(loaded.api.url, { path: '/movies/1' });
    const found = page.locator('[data-figure="correction"]');
    await found.first().waitFor();
    expect(await found.allInnerTexts()).to.deep.equal([
      'Corrected: revenue; the data set has “12”. Source: https://example.org/report',
      'Corrected: budget; the data set has “0”. Source: javascript:alert(1)',
    ]);
    expect(
      await found.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).to.deep.equal(['https://example.org/report']);
  });

  it('stand there as text, whatever the source holds', async () => {
    const page = await browser.open(loaded.api.url, { path: '/movies/2' });
    expect(await page.locator('[data-figure="correction"]').innerText()).to.equal(
      'Corrected: runtime; the data set has none. Source: A <b>letter</b>',
    );
  });

  it('are counted on the page of editions', async () => {
    const page = await browser.open(loaded.api.url, { path: '/editions' });
    const quality = page.locator('[data-figure="quality"]');
    await quality.waitFor();
    expect(await quality.innerText())
      .to.match(/Corrected\s+2/)
      .and.include('of 2 rows')
      .and.include('3 corrections: budget 1, revenue 1, runtime 1.');
  });
});
