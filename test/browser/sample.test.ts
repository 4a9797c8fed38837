import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeEdition } from '../../sample/write-edition.js';
import { sampleFile } from '../../src/files/sample-file.js';
import { testBrowser } from '../support/browser-page.js';
import { loadedEdition } from '../support/loaded-edition.js';

/** The same movies twice: only with the file do they say that they are invented. */
for (const isSample of [true, false]) {
  const name = isSample ? 'a sample edition' : 'an edition that is no sample';
  describe(`the page of ${name}`, function () {
    this.timeout(240_000);
    const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
    const loaded = loadedEdition(folder, async () => {
      await writeEdition(folder, { movies: 200, seed: 1, ratings: 0 });
      if (!isSample) await rm(join(folder, sampleFile));
    });
    const browser = testBrowser();
    after(() => rm(folder, { recursive: true }));

    /** Each view, of the first thing that the API lists where a view is about one. */
    async function views(): Promise<string[]> {
      const kinds = ['companies', 'genres', 'people', 'collections'];
      const firsts = kinds.map(async (kind) => {
        const { body } = await loaded.api.get(`/v1/${kind}`);
        return `/${kind}/${body.data[0].id}`;
      });
      const { body } = await loaded.api.get('/v1/movies/search?limit=1');
      const lists = [
        '/',
        '/companies',
        '/genres',
        '/popular',
        '/rankings',
        '/compare',
        '/explore',
        '/search',
        '/editions',
      ];
      return [...lists, ...(await Promise.all(firsts)), `/movies/${body.data[0].id}`];
    }

    it(`${isSample ? 'says on every view' : 'says on no view'} that its movies are invented`, async () => {
      const page = await browser.open(loaded.api.url);
      for (const path of await views()) {
        await page.goto(`${loaded.api.url}/#${path}`);
        // From an empty page, so that nothing of the view before is still there.
        await page.reload();
        await page.locator('main h1').first().waitFor();
        await page.locator('main[aria-busy]').waitFor({ state: 'detached' });
        const banner = page.getByRole('note').filter({ hasText: 'invented' });
        expect(await banner.count(), path).to.equal(isSample ? 1 : 0);
        expect(browser.complaints(), path).to.deep.equal([]);
      }
    });

    it(`${isSample ? 'marks it' : 'does not mark it'} in the list of editions`, async () => {
      const page = await browser.open(loaded.api.url, { path: '/editions' });
      const row = page.locator('tr', { hasText: loaded.edition }).first();
      await row.waitFor();
      expect((await row.innerText()).includes('(sample)')).to.equal(isSample);
    });
  });
}
