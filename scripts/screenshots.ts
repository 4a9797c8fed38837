import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../src/config/project-root.js';
import { openBrowser } from './open-browser.js';

/* Takes pictures of every view, light and dark, for the documentation, from a running Marquee. */

type View = { name: string; path: string; phone?: boolean; height?: number; hover?: string; click?: string };

/** Ids of the sample edition; `hover` is the year under the pointer, `click` the one whose movies are shown. */
const views: View[] = [
  { name: 'industry', path: '/', hover: '1990' },
  { name: 'behind', path: '/', click: '1990' },
  { name: 'company', path: '/companies/5?from=1970', height: 1760 },
  { name: 'companies', path: '/companies' },
  { name: 'genre', path: '/genres/18?from=1970&by=popularity' },
  { name: 'genres', path: '/genres?from=1970&by=popularity&ids=18,35,28' },
  { name: 'popular', path: '/popular?from=1960', height: 960 },
  { name: 'rankings', path: '/rankings/directors' },
  { name: 'compare', path: '/compare?kind=genre&ids=18,27,28&from=1970&scale=average' },
  { name: 'explore', path: '/explore?group=decade,genre&measures=revenue&plot=heat' },
  { name: 'search', path: '/search?q=lantern&genre=18' },
  { name: 'movie', path: '/movies/36689' },
  { name: 'editions', path: '/editions', height: 1240 },
  { name: 'phone', path: '/companies/5?from=1970', phone: true },
];

const { values } = parseArgs({
  options: {
    page: { type: 'string' },
    out: { type: 'string', default: join(projectRoot, 'docs', 'screenshots') },
    only: { type: 'string' },
  },
});
const [origin, token] = (values.page ?? '').split('/#token=');
if (!origin || !token) {
  process.stderr.write(
    'screenshots: --page is missing; it is the address with the token that `npm start` prints: http://127.0.0.1:3000/#token=…\n',
  );
  process.exit(2);
}
await mkdir(values.out, { recursive: true });
const browser = await openBrowser();
try {
  for (const theme of ['light', 'dark'] as const) await takeAll(browser, theme);
} finally {
  await browser.close();
}

async function takeAll(open: Browser, theme: 'light' | 'dark'): Promise<void> {
  for (const view of views) {
    if (values.only !== undefined && !values.only.split(',').includes(view.name)) continue;
    const context = await open.newContext({
      colorScheme: theme,
      viewport: view.phone ? { width: 390, height: 844 } : { width: 1280, height: view.height ?? 860 },
      deviceScaleFactor: view.phone ? 2 : 1,
      reducedMotion: 'reduce',
    });
    await take(await context.newPage(), view, `${view.name}-${theme}.png`);
    await context.close();
  }
}

async function take(page: Page, { path, hover, click }: View, file: string): Promise<void> {
  await page.goto(`${origin}/#token=${token}&view=${encodeURIComponent(path)}`);
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  if ((await page.locator('.state').count()) > 0) {
    const reason = await page.locator('.state').innerText();
    process.stderr.write(`${file} was not taken: ${reason.replaceAll('\n', ' ')}\n`);
    return;
  }
  if (hover !== undefined) await page.locator(`.figure.large rect[aria-label^="${hover}"]`).first().hover();
  if (click !== undefined) {
    await page.locator(`.figure.large rect[aria-label^="${click}"]`).first().click();
    await page.locator('.behind li').first().waitFor();
  }
  // Plot inserts its tip in the next frame.
  await page.waitForTimeout(200);
  await page.screenshot({ path: join(values.out, file) });
  process.stdout.write(`${file}\n`);
}
