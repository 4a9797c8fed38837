import { after, before } from 'mocha';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../../scripts/open-browser.js';
import { goodToken } from './api.js';

type OpenOptions = { path?: string; token?: string | null } & BrowserContextOptions;

export type TestBrowser = {
  /** Opens Marquee's page at a view, signed in unless told otherwise, in a session of its own. */
  open(url: string, options?: OpenOptions): Promise<Page>;
  /** What the browser complained about since it was asked last: scripts, the policy, failed requests. */
  complaints(): string[];
};

/** A headless Chromium for the suite that asks; every page is closed with it. */
export function testBrowser(): TestBrowser {
  let browser: Browser;
  const complaints: string[] = [];
  before(async function () {
    this.timeout(120_000);
    browser = await openBrowser();
  });
  after(() => browser?.close());
  return {
    async open(url, { path = '/', token = goodToken(), ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1200, height: 900 },
        reducedMotion: 'reduce',
        ...options,
      });
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      const signedIn = token === null ? '' : `token=${token}&view=`;
      await page.goto(`${url}/#${signedIn}${token === null ? path : encodeURIComponent(path)}`);
      return page;
    },
    complaints: () => complaints.splice(0),
  };
}

/** The words of a figure's drawn marks, line breaks as ` · `, once there are any, or just so many. */
export async function readMarks(
  page: Page,
  figure: string,
  shape = 'rect',
  number?: number,
): Promise<string[]> {
  const marks = page.locator(`[data-figure="${figure}"] .plot svg g > ${shape}[aria-label]`);
  await marks.nth((number ?? 1) - 1).waitFor({ state: 'attached' });
  if (number !== undefined) await marks.nth(number).waitFor({ state: 'detached' });
  const labels = await marks.evaluateAll((found) => found.map((mark) => mark.getAttribute('aria-label')));
  return labels.map((label) => (label ?? '').replaceAll('\n', ' · ').replaceAll('\u00a0', ' '));
}

/** The heights of drawn bars in pixels. */
export const readHeights = (page: Page, figure: string): Promise<number[]> =>
  page
    .locator(`[data-figure="${figure}"] .plot svg g > rect[aria-label]`)
    .evaluateAll((found) => found.map((mark) => Number(mark.getAttribute('height'))));
