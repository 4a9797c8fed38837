import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { mintToken } from '../../src/api/auth/mint-token.js';
import { goodToken, startApi, tokens } from '../support/api.js';
import { readMarks, testBrowser } from '../support/browser-page.js';
import { hydrate, movieTimes } from '../support/editions.js';
import { loadAndPublish, loadedEdition } from '../support/loaded-edition.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { fewMovies } from './few-movies.js';

describe('a session of the page', function () {
  this.timeout(120_000);
  const loaded = loadedEdition(fewMovies);
  const browser = testBrowser();

  it('asks for a token, says what is wrong with it, and continues at the requested view', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies/7', token: null });
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`${loaded.api.url}/?again#token=abc&view=${encodeURIComponent('/companies/7')}`);
    await page.getByText('The token in the address is malformed').waitFor();
    await page.getByLabel('Token').fill('none');
    await page.getByLabel('Token').press('Enter');
    expect(await page.getByRole('alert').innerText()).to.include('three parts');
    await page.getByLabel('Token').fill('ey.made.up');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The server did not accept your token').waitFor();
    // As `npm start` prints it for the shell.
    await page.getByLabel('Token').fill(`AUTH='Authorization: Bearer ${goodToken()}'`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Lantern Row' }).waitFor();
  });

  it('removes a token in the fragment from the address and sends it in no URL', async () => {
    const token = goodToken();
    const page = await browser.open(loaded.api.url, { token: null });
    const urls: string[] = [];
    page.on('request', (request) => urls.push(request.url(), request.headers().referer ?? ''));
    await page.goto('about:blank');
    await page.goto(`${loaded.api.url}/#token=${token}`);
    await readMarks(page, 'revenue');
    expect(page.url()).to.equal(`${loaded.api.url}/#/`);
    expect(urls.some((url) => url.includes('/v1/'))).to.equal(true);
    expect(urls.filter((url) => url.includes(token))).to.deep.equal([]);
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.to.include(token);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate('sessionStorage.length')).to.equal(0);
    // The same address again, in the tab that shows the page.
    await page.goto(`${loaded.api.url}/#token=${token}&view=${encodeURIComponent('/companies/7')}`);
    await page.getByRole('heading', { name: 'Lantern Row' }).waitFor();
    expect(page.url()).to.equal(`${loaded.api.url}/#/companies/7`);
  });

  it('stays as it was when the token in the fragment is malformed or rejected', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies/7' });
    await page.getByRole('heading', { name: 'Lantern Row' }).waitFor();
    const stored = await page.evaluate('JSON.stringify(sessionStorage)');
    for (const bad of [
      '%E0%A4%A',
      'abc',
      'ey.made.up',
      `ey.made.up&view=%2Fcompanies%2F7`,
      'ey.made.up&x=1',
    ]) {
      await page.goto(`${loaded.api.url}/#token=${bad}`);
      await page.locator('h1', { hasNotText: 'Sign in' }).waitFor();
      for (let n = 0; n < 50 && (await page.evaluate('sessionStorage.length')) !== 1; n++) await sleep(50);
      expect(page.url(), bad).to.not.include('token');
      expect(await page.evaluate('JSON.stringify(sessionStorage)'), bad).to.equal(stored);
    }
  });

  it('says that the token expired and returns to the view with a new one', async () => {
    const page = await browser.open(loaded.api.url, { path: '/companies/7' });
    await page.getByRole('heading', { name: 'Lantern Row' }).waitFor();
    // What the good token becomes; no test has to wait for it.
    const expired = mintToken(tokens, { subject: 'test', scope: 'read', seconds: -60 });
    await page.evaluate(
      `for (const key of Object.keys(sessionStorage)) sessionStorage.setItem(key, '${expired}')`,
    );
    await page.locator('[data-figure="partners"] a', { hasText: 'Old Harbour' }).click();
    await page.getByText('Your token expired at').waitFor();
    await page.getByLabel('Token').fill(goodToken());
    await page.getByLabel('Token').press('Enter');
    await page.getByRole('heading', { name: 'Old Harbour' }).waitFor();
  });

  it('says when the server is unreachable and shows the view once it is back', async () => {
    const node = await sharedNodeUrl();
    const first = await startApi(node);
    const page = await browser.open(first.url);
    await readMarks(page, 'revenue');
    await first.close();
    await page.getByRole('link', { name: 'Genre of the year' }).click();
    await page.getByRole('heading', { name: 'The server does not answer' }).waitFor();
    const second = await startApi(node, { server: { port: Number(new URL(first.url).port) } });
    try {
      await page.getByRole('heading', { name: 'The genre of every year' }).waitFor();
    } finally {
      await second.close();
    }
  });

  it('offers a new edition, keeps the old figures until it is accepted, and never mixes the two', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'marquee-test-'));
    try {
      const page = await browser.open(loaded.api.url);
      const old = await readMarks(page, 'revenue');
      const edition = await loadAndPublish(loaded.client, await hydrate(folder, 40, movieTimes(3)));
      const offer = page.getByRole('button', { name: 'Show the new edition' });
      for (let n = 0; n < 20 && (await offer.count()) === 0; n++) {
        // As when the reader comes back to the tab.
        await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        await sleep(250);
      }
      expect(await page.getByRole('status').first().innerText()).to.include(loaded.edition);
      await page.locator('[data-measure="budget"]').click();
      await page.locator('h2', { hasText: 'Budget by release year' }).waitFor();
      expect(await readMarks(page, 'revenue')).to.deep.equal(old);
      await page.getByRole('link', { name: 'Companies' }).click();
      await page.locator('.footnote', { hasText: `(${loaded.edition}).` }).waitFor();
      await offer.click();
      await page.locator('.footnote', { hasText: `(${edition}).` }).waitFor();
      await page.getByRole('link', { name: 'Industry' }).click();
      expect(await readMarks(page, 'revenue')).to.include('1990 · US$ 18.0 M · known for 2 of 2 releases');
      await page.goto(`${loaded.api.url}/#/?edition=${loaded.edition}`);
      await page.locator('[data-notice="older"]', { hasText: loaded.edition }).waitFor();
      expect(await readMarks(page, 'revenue')).to.deep.equal(old);
      await page.goto(`${loaded.api.url}/#/editions`);
      await page.locator('[data-figure="changes"]').getByRole('link', { name: 'by year' }).click();
      await page.locator('[data-notice="compared"]', { hasText: loaded.edition }).waitFor();
      await page.getByRole('heading', { name: 'The film industry' }).waitFor();
      expect(await readMarks(page, 'revenue')).to.include(
        '1990 · US$ 18.0 M · −US$ 62.0 M against the other edition · known for 2 of 2 releases',
      );
      await page.goto(`${loaded.api.url}/#/companies?by=revenue&compare=${loaded.edition}`);
      await page.locator('.ranking small', { hasText: 'against the other edition' }).first().waitFor();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
